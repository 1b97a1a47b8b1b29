"""What is kept about one person: all of it, for the person."""

from privacy.subjects.collecting import Held, held_of, sources_of
from privacy.subjects.writing import as_json, as_word

__all__ = ["Held", "as_json", "as_word", "held_of", "sources_of"]
