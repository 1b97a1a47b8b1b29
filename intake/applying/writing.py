"""Write what was worked out for one school as one act."""

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance.domain.act import Act
from governance.domain.editing import asks_database_once, save_checked
from governance.domain.ending import end_dated
from governance.domain.operation import Change, operation
from governance.domain.posts import leave_office
from governance.domain.record import snapshot
from governance.domain.refusals import Denied
from governance.domain.schools import school_register
from governance.models import JointCoverage, PartyMembership, RoleAssignment
from intake.applying.numbering import Numbers
from intake.comparing.work import Work
from schools.domain.batches import Batch
from schools.domain.sorting import pinyin_key
from schools.models import School

#: What the act is recorded as.
NAME = "roster_import"


@transaction.atomic
def school_import(*, act: Act, work: Work, is_official: bool) -> None:
    """Write everything, or nothing.

    What an official brings in is a record of what exists: the rules find what is wrong with it and refuse
    nothing. What a school brings in itself meets the rules as every act of the school does.

    Args:
        act: who, when, why; the change set is left in it.
        work: what is to be done; worked out since the school was last changed.
        is_official: whether the actor decides about the school.

    Raises:
        Denied: if the actor may not, or it belongs to who decides above the school.
        Refused: if a rule is in the way of what a school brings in.
        ValidationError: if a constraint is broken.

    """
    others = schools_beside(work)
    if not is_official and (work.decides or others):
        raise Denied(
            _(
                "表里有新设的党组织，或者涉及其他学校的支部和人员，由主管部门导入；也可以用设置向导或者方案办理。"
            )
        )
    if work.school.pk is None:
        _register(act, work)
    with operation(
        act,
        NAME,
        school=work.school,
        others=others,
        organising=not is_official,
        reasoned=True,
        decides=is_official,
    ) as change:
        token = asks_database_once.set(True)
        try:
            _end(work, change)
            _make(work, change)
            _update(work, change)
        finally:
            asks_database_once.reset(token)
        made, changed = len(work.made), len(work.updates)
        change.sum_up(gettext_noop("导入表格：新增{made}项，更改{changed}项"), made=made, changed=changed)


def schools_beside(work: Work) -> list[School]:
    """Return the other schools whose branches or people the rows speak of."""
    found: dict[int, School] = {}
    for row in (*work.made, *(row for row, _day in work.ended)):
        match row:
            case PartyMembership() if row.organization is not None:
                school = row.organization.school
            case JointCoverage():
                school = row.school
            case RoleAssignment():
                school = row.person.school
            case _:
                school = None
        if school is not None and school.pk and school.pk != work.school.pk:
            found[school.pk] = school
    return list(found.values())


def _register(act: Act, work: Work) -> None:
    """Enter the school, by the operation that enters schools; the import judges it with all it brings."""
    school = work.school
    names = [f for f in school._meta.concrete_fields if f.editable and not f.primary_key]
    given = {f.name: getattr(school, f.name) for f in names if f.name not in ("jurisdiction", "code", "name")}
    own = Act(
        actor=act.actor, today=act.today, reason=act.reason, rehearsal=act.rehearsal, is_judged_next=True
    )
    made = school_register(
        act=own, jurisdiction=school.jurisdiction, code=school.code, name=school.name, **given
    )
    school.pk, school.sort_key, school._state.adding = made.pk, made.sort_key, False
    work.made = [row for row in work.made if row is not school]


def _end(work: Work, change: Change) -> None:
    for row, day in work.ended:
        if isinstance(row, RoleAssignment):
            leave_office(row, day, change, "moved")
        else:
            end_dated(row, day, change)


def _make(work: Work, change: Change) -> None:
    """Copy the new rows into their tables, numbered."""
    batch, numbers = Batch(), Numbers(work.school.code)
    for row in work.made:
        numbers.give(row)
        batch.add(row)
    batch.save(school_id=work.school.pk)
    change.created_all(work.made)


def _update(work: Work, change: Change) -> None:
    for row, fields in work.updates:
        before = snapshot(row)
        for name, value in fields.items():
            setattr(row, name, value)
        _keep_sorted(row, fields)
        save_checked(row)
        change.altered(row, before)


def _keep_sorted(row: models.Model, fields: dict[str, object]) -> None:
    """Let the order by pinyin follow a corrected name."""
    if "name" in fields and hasattr(row, "sort_key"):
        row.sort_key = pinyin_key(row.name, length=row._meta.get_field("sort_key").max_length)
