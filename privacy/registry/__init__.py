"""Every field that holds something about a person, with what it is for and how long; it knows no model.

A field of a table about people, any free text and every key to a person has to stand here, or in
``nobody.NOBODYS`` with the reason why it says nothing about anybody; a test walks all models.
"""

from privacy.registry.fields import Registered, registered, registered_of
from privacy.registry.treatment import Kind, Mask, Retention, Treatment

__all__ = ["Kind", "Mask", "Registered", "Retention", "Treatment", "registered", "registered_of"]
