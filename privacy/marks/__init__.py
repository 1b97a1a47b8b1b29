"""Marks of classification: what carries one is not taken in; this system is not for secrets."""

from privacy.marks.files import mark_in_file
from privacy.marks.refusing import BANNER, UNREADABLE, refuse_file, unclassified
from privacy.marks.text import mark_in, mark_in_name

__all__ = ["BANNER", "UNREADABLE", "mark_in", "mark_in_file", "mark_in_name", "refuse_file", "unclassified"]
