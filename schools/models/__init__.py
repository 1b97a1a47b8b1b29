"""What exists without any Party organisation: jurisdictions, schools, units and people."""

from schools.models.jurisdiction import Jurisdiction
from schools.models.person import Employment, Person, UnitMembership
from schools.models.school import School
from schools.models.unit import Unit

__all__ = ["Employment", "Jurisdiction", "Person", "School", "Unit", "UnitMembership"]
