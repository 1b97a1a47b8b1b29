"""Posts that a roster names in free words beside a person."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from governance.choices import BodyKind, Method, OrgLevel, OrgType, Role
from governance.models import PartyOrganization
from intake.checking.entries import Entry
from intake.comparing.holding import hold
from intake.comparing.work import Work
from intake.reading.posts import SaidPost, posts_of
from intake.taking.rows import Question
from schools.models import Person, School, Unit

_OFFERED = (
    Role.PRINCIPAL, Role.VICE_PRINCIPAL, Role.ASSISTANT_PRINCIPAL, Role.UNIT_HEAD, Role.UNIT_DEPUTY,
    Role.SECRETARY, Role.DEPUTY_SECRETARY, Role.MEMBER, Role.GROUP_LEADER,
)  # fmt: skip
_METHODS = {BodyKind.SCHOOL: Method.APPOINTED, BodyKind.UNIT: Method.APPOINTED}


def titles_of(
    entry: Entry, person: Person, units: list[Unit], learned: Mapping[str, str], work: Work
) -> None:
    """Put down the posts of the person that are meant for later, when the organisations are known."""
    text = entry.get("position")
    if not text:
        return
    names = {unit.name for rows in work.units.values() for unit in rows}
    said = posts_of(text, learned, names)
    for word in said.strange:
        options = (("", _("不登记为职务")), *((role.value, str(role.label)) for role in _OFFERED))
        where = _("工作表“{sheet}”第{line}行“职务”").format(sheet=entry.row.title, line=entry.row.line)
        work.ask(Question("post", "position", word[:60], where, options))
    work.titles.extend((entry, person, units, post) for post in said.posts)


def settle_titles(work: Work) -> None:
    """Give the posts to whom the roster says, now that units and organisations are known."""
    listed = {(e.get("name"), e.get("role")) for e in work.of("posts")}
    for entry, person, units, said in work.titles:
        if (person.name, said.role.value) in listed:  # the sheet of posts says more
            continue
        body = _body(entry, units, said, work)
        if body is not None:
            known = {"method": _METHODS.get(said.body_kind, ""), "duties": list(said.duties)}
            hold(entry, "position", body, said.role, person, work, is_guessed=True, **known)


def _body(
    entry: Entry, units: list[Unit], said: SaidPost, work: Work
) -> School | Unit | PartyOrganization | None:
    if said.body_kind == BodyKind.SCHOOL:
        return work.school
    if said.body_kind == BodyKind.UNIT:
        return _unit(entry, units, said, work)
    return _organization(entry, said, work)


def _unit(entry: Entry, units: list[Unit], said: SaidPost, work: Work) -> Unit | None:
    found = work.unit(said.body) if said.body else units[0] if units else None
    if found is None and said.body and len(units) == 1 and units[0].name.startswith(said.body):
        found = units[0]
    if found is None:
        name = said.body or said.role.label
        work.error(
            entry,
            "position",
            _("“{name}”不知道是哪个单元的，请写明单元，或者改填“任职”表。").format(name=name),
        )
    return found


def _organization(entry: Entry, said: SaidPost, work: Work) -> PartyOrganization | None:
    """Return the organisation that is named, or the school's own where the word is just “书记”."""
    if said.body:
        found = work.organization(said.body)
        if found is None:
            fitting = [o for o in work.all_organizations if said.body in o.full_name]
            found = fitting[0] if len(fitting) == 1 else None
    else:
        fit = [
            o for o in work.all_organizations if (o.type == OrgType.GROUP) == (said.role == Role.GROUP_LEADER)
        ]
        own = [o for o in fit if o.level == OrgLevel.SCHOOL]
        found = own[0] if len(own) == 1 else fit[0] if len(fit) == 1 else None
    if found is None:
        text = _("“{name}”不知道是哪个党组织的，请写全名称，或者改填“任职”表。")
        work.error(entry, "position", text.format(name=f"{said.body}{said.role.label}"))
    return found
