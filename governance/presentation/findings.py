"""Findings as people read them: the sentence, the source, how to mend it, and where."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import may_edit, may_see_people
from governance.choices import Basis, BodyKind, Severity
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
    mend_refusal: str = ""
    people: tuple[str, ...] = ()

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


def finding_rows(findings: Iterable[Finding], user: User) -> list[FindingRow]:
    """Return the findings with sentence, source and the way to mend them, in three queries.

    The schools of the findings come with their jurisdiction (``select_related``). Lists of members are
    spelled out only for users who may see people; mending leads to a form only for users who may edit.
    """
    findings = list(findings)
    rules, urls, names = all_rules(), mend_urls(findings), _names(findings, user)
    return [_row(finding, rules.get(finding.rule), urls, names, user) for finding in findings]


def _row(
    finding: Finding,
    rule: Rule | None,
    urls: Mapping[int, str],
    names: Mapping[int, str],
    user: User,
) -> FindingRow:
    may = may_edit(user, finding.school)
    listed = tuple(names[pk] for pk in finding.evidence.get("person_ids", ()) if pk in names)
    visible = bool(listed) and may_see_people(user, finding.school)
    return FindingRow(
        finding=finding,
        rule=rule,
        sentence=sentence(finding.rule, finding.variant, finding.evidence),
        mend=mend(finding.rule, finding.variant, finding.evidence),
        subject_url=subject_url(finding),
        mend_url=urls.get(finding.pk, "") if may else "",
        mend_refusal=may.reason,
        people=listed if visible else (),
    )


def subject_url(finding: Finding) -> str:
    """Return the page of the body the finding speaks about."""
    kind, number = body_of_finding(finding)
    if kind in (BodyKind.ORGANIZATION, BodyKind.UNIT):
        return reverse(f"governance:{kind}", args=[number])
    return reverse("governance:school", args=[finding.school.code])


def _names(findings: Collection[Finding], user: User) -> dict[int, str]:
    wanted = {pk for finding in findings for pk in finding.evidence.get("person_ids", ())}
    people = Person.objects.visible_to(user).filter(pk__in=wanted)
    return dict(people.order_by("sort_key").values_list("pk", "name"))


def source_text(source: Source) -> str:
    """Return the document with its article, as people cite it."""
    quoted = source.basis in (Basis.CENTRAL, Basis.LOCAL, Basis.RECALLED)
    document = _("《%(title)s》") % {"title": source.document} if quoted else source.document
    return f"{document}{source.article}"
