"""Rows without an act of their own: added, corrected, taken out. Corrections of facts are never refused."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from governance.choices import OrgLevel
from governance.domain.act import Act
from governance.domain.editing import editing, owner_of, save_checked
from governance.domain.operation import operation
from governance.domain.rights import require_visible
from governance.domain.setting_checks import check_setting
from governance.models import (
    Document,
    HostUnit,
    JointCoverage,
    PartyOrganization,
    RightsRestriction,
    Waiver,
)
from schools.domain.numbering import next_number
from schools.domain.sorting import pinyin_key

#: Fields that only an operation of its own may change.
GUARDED = {
    "partyorganization": frozenset(
        {"state", "state_since", "type", "parent", "superior", "external_superior", "level", "school"}
    ),
    "unit": frozenset({"parent", "school"}),
    "roleassignment": frozenset({"post", "person"}),
    "partymembership": frozenset({"person", "organization"}),
    "person": frozenset({"school"}),
}

#: Rows whose correction or removal attaches and detaches: it meets the rules that the acts themselves meet,
#: or a "correction" would be the way around them.
ORGANISING = (HostUnit, JointCoverage)


def record_create(*, act: Act, row: models.Model) -> models.Model:
    """Add a row that founds nothing: a document, an affiliation, a waiver, a local value …

    Raises:
        ValidationError: if it breaks a constraint, or a local value is looser than the one above.
        Denied: if the actor may not write there, or grants a waiver without deciding for the district.

    """
    school, jurisdiction = owner_of(row)
    require_visible(act.actor, *_references(row))
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
        change.summary = _("新增{kind}：{row}").format(kind=row._meta.verbose_name, row=_named(row))
    return row


def _references(row: models.Model, names: Iterable[str] | None = None) -> Iterable[models.Model]:
    """Return the rows that ``row`` refers to by the fields ``names``, or by any field, and that have a scope.

    The committees above the schools are public: a school names them as its superior and as the issuer
    of documents although it may not look into them.
    """
    fields = (f for f in row._meta.concrete_fields if f.is_relation and getattr(row, f.attname))
    related = (getattr(row, f.name) for f in fields if names is None or f.name in names)
    return [one for one in related if hasattr(type(one).objects.all(), "visible_to") and not _is_public(one)]


def _is_public(row: models.Model) -> bool:
    return isinstance(row, PartyOrganization) and row.level == OrgLevel.UPPER


def _named(row: models.Model) -> models.Model:
    """Return what the log calls the row: a decision about a member's vote is never told by its kind."""
    return row.person if isinstance(row, RightsRestriction) else row


def is_granted(row: models.Model) -> bool:
    """Tell whether only who decides above the school may write the row: a waiver is granted, not taken."""
    return isinstance(row, Waiver)


def record_correct(*, act: Act, row: models.Model, fields: dict[str, Any]) -> models.Model:
    """Correct what the register says; what needs an act of its own is refused here.

    Raises:
        ValidationError: if a guarded field is among ``fields``, or a constraint is broken.

    """
    guarded = GUARDED.get(row._meta.model_name, frozenset()) & fields.keys()
    if guarded:
        names = _("、").join(str(row._meta.get_field(name).verbose_name) for name in sorted(guarded))
        raise ValidationError(_("“{names}”请用相应的办理功能修改，不能直接更正。").format(names=names))
    with editing(
        act, "record_correct", row, organising=isinstance(row, ORGANISING), decides=is_granted(row)
    ) as (change, fresh):
        for name, value in fields.items():
            setattr(fresh, name, value)
        _keep_sorted(fresh, fields)
        require_visible(act.actor, *_references(fresh, fields))
        check_setting(fresh, act.on)
        change.summary = _("更正{kind}：{row}").format(kind=fresh._meta.verbose_name, row=_named(fresh))
    return fresh


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
    school, jurisdiction = owner_of(row)
    with operation(
        act,
        "record_remove",
        school=school,
        jurisdiction=jurisdiction,
        organising=isinstance(row, ORGANISING),
        decides=is_granted(row),
    ) as change:
        fresh = type(row)._default_manager.get(pk=row.pk)
        change.removed(fresh)
        change.summary = _("删除{kind}：{row}").format(kind=fresh._meta.verbose_name, row=_named(fresh))
        try:
            fresh.delete()
        except models.ProtectedError as problem:
            used = _("、").join(sorted({str(o._meta.verbose_name) for o in problem.protected_objects}))
            raise ValidationError(
                _("{row}正在被{used}使用，不能删除。").format(row=fresh, used=used)
            ) from problem
