"""Imports, the schools in them, and what people said words mean."""

from intake.models.answer import RememberedAnswer
from intake.models.roster_import import ImportPart, RosterImport

__all__ = ["ImportPart", "RememberedAnswer", "RosterImport"]
