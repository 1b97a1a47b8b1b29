"""Organisations, staff and what they do as CSV files of OneRoster 1.2, in one zip."""

from exports.oneroster.writing import oneroster_people, oneroster_write

__all__ = ["oneroster_people", "oneroster_write"]
