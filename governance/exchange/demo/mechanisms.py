"""Leading groups and rules of procedure of a demo school."""

from datetime import date, timedelta

from governance.choices import DocumentKind, GroupType, Method, Role
from governance.exchange.building.organizations import add_document
from governance.exchange.building.posts import add_leading_group, assign
from governance.exchange.building.sheet import Sheet
from governance.exchange.demo.faults import Fault
from governance.exchange.demo.leaders import Leaders
from governance.exchange.demo.organizations import DemoSchool
from governance.exchange.demo.staff import autumn

_THREE_GROUPS_FROM = 100
_REQUIRED = (GroupType.IDEOLOGICAL_POLITICAL, GroupType.MORAL_EDUCATION, GroupType.IDEOLOGY)
_RULES = (
    (DocumentKind.PARTY_MEETING_RULES, "党组织会议议事规则"),
    (DocumentKind.PRINCIPAL_MEETING_RULES, "校长办公会议议事规则"),
)


def add_mechanisms(sheet: Sheet, demo: DemoSchool, leaders: Leaders) -> None:
    """Add what a school whose Party organisation leads is to have: rules for two meetings, three groups."""
    if not demo.plan.is_public or demo.own is None:
        return
    start = autumn(sheet.on, 2) + timedelta(days=20)
    if not demo.has(Fault.NO_RULES):
        for kind, title in _RULES:
            add_document(sheet, demo.school, kind, title=title, issued_on=start)
    if not demo.has(Fault.NO_GROUPS):
        for types in _types(demo):
            _add_group(sheet, demo, leaders, types, start)


def _types(demo: DemoSchool) -> list[list[GroupType]]:
    wanted = [t for t in _REQUIRED if t != GroupType.IDEOLOGY or not demo.has(Fault.NO_IDEOLOGY_GROUP)]
    return [[t] for t in wanted] if demo.plan.staff >= _THREE_GROUPS_FROM else [wanted]


def _add_group(sheet: Sheet, demo: DemoSchool, leaders: Leaders, types: list[GroupType], start: date) -> None:
    labels = [str(GroupType(t).label) for t in types]
    name = f"{'、'.join(labels[:-1])}和{labels[-1]}" if labels[1:] else labels[0]
    title = f"关于成立{demo.school.name}{name}工作领导小组的通知"
    document = add_document(sheet, demo.school, DocumentKind.NOTICE, title=title, issued_on=start)
    group = add_leading_group(
        sheet, demo.school, f"{name}工作领导小组", types, start=start, document=document
    )
    heads = dict.fromkeys(c for c in (leaders.secretary, leaders.principal) if c is not None)
    if demo.has(Fault.GROUP_HEAD) and leaders.vices:
        heads = dict.fromkeys(leaders.vices[:1])
    offices = (leaders.heads[unit.number] for unit in demo.units.offices)
    members = [c for c in dict.fromkeys([*leaders.vices, *offices]) if c not in heads]
    for role, people in ((Role.HEAD, heads), (Role.GROUP_MEMBER, members)):
        for colleague in people:
            assign(sheet, group, role, colleague.person, start, method=Method.DESIGNATED)
    if leaders.former_vice is not None:
        former = leaders.former_vice
        assign(
            sheet,
            group,
            Role.DEPUTY_HEAD,
            former.person,
            start,
            method=Method.DESIGNATED,
            by_virtue_of=former,
        )
