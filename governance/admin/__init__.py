"""The clerk's desk: one file a noun, every save through the operations of ``governance.domain``."""

from governance.admin import (
    assignment,
    attachment,
    attestation,
    change_set,
    document,
    finding,
    leading_group,
    membership,
    organization,
    person,
    plan,
    school,
    setting,
    term,
    unit,
)

__all__ = [
    "assignment",
    "attachment",
    "attestation",
    "change_set",
    "document",
    "finding",
    "leading_group",
    "membership",
    "organization",
    "person",
    "plan",
    "school",
    "setting",
    "term",
    "unit",
]
