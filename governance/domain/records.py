"""Rows without an act of their own: added, corrected, taken out. Corrections of facts are never refused."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance.domain.act import Act
from governance.domain.editing import editing, owner_of, save_checked, scope_of
from governance.domain.operation import operation
from governance.domain.refusals import Stale
from governance.domain.rights import require_nameable, require_visible
from governance.domain.setting_checks import check_setting
from governance.domain.standing import current
from governance.models import (
    Attestation,
    ChangeSet,
    Document,
    Finding,
    FindingSpell,
    HostUnit,
    JointCoverage,
    LeadingGroup,
    OrganizationMerger,
    OrganizationStatus,
    PartyMembership,
    PartyOrganization,
    RightsRestriction,
    RoleAssignment,
    SchoolCheck,
    SchoolFigures,
    Term,
    Waiver,
)
from schools.domain.numbering import next_number
from schools.domain.sorting import pinyin_key
from schools.models import Person, School, Unit

#: Fields that only an operation of its own may change; where a row belongs never changes by correction.
HOME = frozenset({"school", "jurisdiction"})
GUARDED = {
    "school": frozenset({"code"}),
    "partyorganization": frozenset(
        {"state", "state_since", "type", "parent", "superior", "external_superior", "level", "predecessor"}
    ),
    "unit": frozenset({"parent"}),
    "roleassignment": frozenset({"post", "person", "by_virtue_of"}),
    "partymembership": frozenset({"person", "organization", "external_organization"}),
    "rightsrestriction": frozenset({"person"}),
    "organizationmerger": frozenset({"organization", "into"}),
    "term": frozenset({"organization"}),
    "hostunit": frozenset({"organization", "unit"}),
    "jointcoverage": frozenset({"organization", "other_unit"}),
    "post": frozenset({"body_kind", "organization", "unit", "group", "role"}),
}

#: Rows that an act of its own brings about, with what it asks and refuses.
FOUNDED = (
    PartyOrganization,
    OrganizationMerger,
    OrganizationStatus,
    PartyMembership,
    RightsRestriction,
    RoleAssignment,
    Term,
    LeadingGroup,
    Attestation,
    Unit,
    Person,
    School,
    ChangeSet,
    Finding,
    FindingSpell,
    SchoolCheck,
    SchoolFigures,
)

#: Rows whose correction or removal attaches and detaches: it meets the rules that the acts themselves meet,
#: or a "correction" would be the way around them.
ORGANISING = (HostUnit, JointCoverage)


def record_create(*, act: Act, row: models.Model) -> models.Model:
    """Add a row that founds nothing: a document, an affiliation, a waiver, a local value …

    Raises:
        ValidationError: if it breaks a constraint, or a local value is looser than the one above.
        Denied: if the actor may not write there, or grants a waiver without deciding for the district.

    """
    if isinstance(row, FOUNDED):
        raise ValidationError(_("{kind}请用相应的办理功能登记。").format(kind=row._meta.verbose_name))
    school, jurisdiction = owner_of(row)
    require_nameable(act.actor, school or jurisdiction, *_references(row))
    with operation(
        act,
        "record_create",
        school=school,
        jurisdiction=jurisdiction,
        organising=isinstance(row, ORGANISING),
        decides=is_granted(row),
    ) as change:
        if isinstance(row, Document) and not row.register_number:
            owner = school.code if school else jurisdiction.code
            row.register_number = next_number(Document, owner, "D", field="register_number")
        check_setting(row, act.on)
        save_checked(row)
        change.created(row)
        change.sum_up(gettext_noop("新增{kind}：{row}"), kind=row._meta.verbose_name, row=_named(row))
    return row


def _references(row: models.Model, names: Iterable[str] | None = None) -> Iterable[models.Model]:
    """Return the rows with a scope that ``row`` refers to, by the fields ``names`` or by any field."""
    fields = (f for f in row._meta.concrete_fields if f.is_relation and getattr(row, f.attname))
    related = (getattr(row, f.name) for f in fields if names is None or f.name in names)
    return [one for one in related if hasattr(type(one).objects.all(), "visible_to")]


def _named(row: models.Model) -> models.Model:
    """Return what the log calls the row: a decision about a member's vote is never told by its kind."""
    return row.person if isinstance(row, RightsRestriction) else row


def is_granted(row: models.Model) -> bool:
    """Tell whether only who decides above the school may write the row: a waiver is granted, not taken."""
    return isinstance(row, Attestation | Waiver)


def record_correct(
    *, act: Act, row: models.Model, fields: dict[str, Any], seen: models.Model | None = None
) -> models.Model:
    """Correct what the register says; what needs an act of its own is refused here.

    Args:
        act: who, when, why.
        row: the row.
        fields: the new values by field.
        seen: the row as it was shown; what of ``fields`` somebody else has written since is not laid over.

    Raises:
        Stale: if a field is not any more as it was in ``seen``.
        ValidationError: if a guarded field is among ``fields``, or a constraint is broken.
        ReasonNeeded: if a person dates it far back without saying why.

    """
    fields = {_field_of(row, name).name: value for name, value in fields.items()}
    _refuse_guarded(row, fields)
    kind = {"organising": isinstance(row, ORGANISING), "reasoned": True, "decides": is_granted(row)}
    with editing(act, "record_correct", row, **kind) as (change, fresh):
        _refuse_moved(fresh, seen, fields)
        for name, value in fields.items():
            setattr(fresh, name, value)
        _keep_sorted(fresh, fields)
        require_nameable(act.actor, change.school or change.jurisdiction, *_references(fresh, fields))
        check_setting(fresh, act.on)
        change.sum_up(gettext_noop("更正{kind}：{row}"), kind=fresh._meta.verbose_name, row=_named(fresh))
    return fresh


def _field_of(row: models.Model, name: str) -> models.Field:
    """Return the field, whether it is named as itself or as its column.

    Raises:
        ValidationError: if there is no such field, or people do not write it.

    """
    field = next((f for f in row._meta.concrete_fields if name in (f.name, f.attname)), None)
    if field is None or field.primary_key or not field.editable:
        raise ValidationError(_("“{name}”不能更正。").format(name=name))
    return field


def _refuse_moved(fresh: models.Model, seen: models.Model | None, fields: dict[str, Any]) -> None:
    """Compare under the lock what is to be written with what was shown."""
    names = (fresh._meta.get_field(name).attname for name in fields)
    if seen is not None and any(getattr(fresh, name) != getattr(seen, name) for name in names):
        raise Stale(
            _("{noun}“{row}”在您打开页面之后已被修改，请刷新后再试。").format(
                noun=fresh._meta.verbose_name, row=fresh
            )
        )


def _refuse_guarded(row: models.Model, fields: dict[str, Any]) -> None:
    guarded = (GUARDED.get(row._meta.model_name, frozenset()) | HOME) & fields.keys()
    if guarded:
        names = _("、").join(str(row._meta.get_field(name).verbose_name) for name in sorted(guarded))
        raise ValidationError(_("“{names}”请用相应的办理功能修改，不能直接更正。").format(names=names))


def _keep_sorted(row: models.Model, fields: dict[str, Any]) -> None:
    """Let the order by pinyin follow a corrected name."""
    if "name" in fields and hasattr(row, "sort_key"):
        row.sort_key = pinyin_key(row.name, length=row._meta.get_field("sort_key").max_length)


def record_remove(*, act: Act, row: models.Model) -> None:
    """Take out a row entered by mistake.

    Raises:
        ValidationError: if other rows refer to it.

    """
    require_visible(act.actor, row)
    with operation(
        act,
        "record_remove",
        **scope_of(row),
        organising=isinstance(row, ORGANISING),
        decides=is_granted(row),
    ) as change:
        fresh = current(row)
        change.removed(fresh)
        change.sum_up(gettext_noop("删除{kind}：{row}"), kind=fresh._meta.verbose_name, row=_named(fresh))
        fresh.delete()
