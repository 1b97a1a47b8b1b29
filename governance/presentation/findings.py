"""Findings as people read them: the sentence, the source, how to mend it, and where."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.models import User
from accounts.permissions import may_edit, may_see_people
from governance.choices import BodyKind, Severity, SubjectKind
from governance.models import Finding
from governance.presentation.mending import mend_urls
from governance.presentation.subjects import body_of_finding
from governance.rules.catalogue import all_rules
from governance.rules.declaration import Rule, Source
from governance.rules.texts import mend, sentence
from schools.models import Person


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding with all that a page shows of it."""

    finding: Finding
    rule: Rule | None
    sentence: str
    mend: str
    subject_url: str
    mend_url: str = ""
    people: tuple[str, ...] = ()
    holder: str = ""
    may_ask_waiver: bool = False

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return Severity(self.finding.severity)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the rule comes from."""
        return self.rule.sources if self.rule else ()

    @property
    def since(self) -> date:
        """The day on which it was first found."""
        return self.finding.first_seen


@dataclass(frozen=True, slots=True)
class Names:
    """People the findings speak of: listed members by primary key, holders of posts by number."""

    listed: Mapping[int, str]
    holders: Mapping[str, str]


def finding_rows(findings: Iterable[Finding], user: User, *, mending: bool = True) -> list[FindingRow]:
    """Return the findings with sentence, source and the way to mend them, in a fixed number of queries.

    The schools of the findings come with their jurisdiction (``select_related``). Lists of members are
    spelled out only for users who may see people; holders of posts are named to all. ``mending`` leads
    to a form, only for users who may edit; findings of another day are not mended.
    """
    findings = list(findings)
    urls = mend_urls([finding for finding in findings if mending and may_edit(user, finding.school)])
    names = _names(findings, user)
    return [_row(finding, urls, names, user, mending) for finding in findings]


def _row(finding: Finding, urls: Mapping[int, str], names: Names, user: User, mending: bool) -> FindingRow:
    listed = tuple(names.listed[pk] for pk in _listed(finding) if pk in names.listed)
    visible = bool(listed) and may_see_people(user, finding.school)
    return FindingRow(
        finding=finding,
        rule=all_rules().get(finding.rule),
        sentence=sentence(finding.rule, finding.variant, finding.evidence),
        mend=mend(finding.rule, finding.variant, finding.evidence),
        subject_url=subject_url(finding),
        mend_url=urls.get(finding.pk, ""),
        people=listed if visible else (),
        holder=names.holders.get(holder_of(finding), ""),
        may_ask_waiver=mending and _may_ask_waiver(finding, user),
    )


def _may_ask_waiver(finding: Finding, user: User) -> bool:
    """Tell whether the user edits the school, and rule and case allow a waiver."""
    rule = all_rules().get(finding.rule)
    return rule is not None and rule.may_waive(finding.variant) and bool(may_edit(user, finding.school))


def _names(findings: Collection[Finding], user: User) -> Names:
    listed = {pk for finding in findings for pk in _listed(finding)}
    holders = {holder_of(finding) for finding in findings} - {""}
    people = Person.objects.visible_to(user).order_by("sort_key")
    return Names(
        dict(people.filter(pk__in=listed).values_list("pk", "name")) if listed else {},
        dict(people.filter(number__in=holders).values_list("number", "name")) if holders else {},
    )


def _listed(finding: Finding) -> Collection[int]:
    return finding.evidence.get("person_ids", ())


def holder_of(finding: Finding) -> str:
    """Return the register number of the holder of the post a finding speaks about."""
    if finding.subject_kind != SubjectKind.ASSIGNMENT:
        return ""
    return finding.subject_number.split(":")[-1].split("@")[0]


def subject_url(finding: Finding) -> str:
    """Return the page of the body the finding speaks about."""
    kind, number = body_of_finding(finding)
    if kind in (BodyKind.ORGANIZATION, BodyKind.UNIT):
        return reverse(f"governance:{kind}", args=[number])
    return reverse("governance:school", args=[finding.school.code])
