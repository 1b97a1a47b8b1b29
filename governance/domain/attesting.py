"""Put down what somebody attests about a rule that no data can decide."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance.choices import Conclusion
from governance.domain.act import Act
from governance.domain.change import Change
from governance.domain.editing import save_checked
from governance.domain.operation import operation, require
from governance.domain.record import snapshot
from governance.domain.setting_checks import check_setting
from governance.models import Attestation
from governance.rules.catalogue import all_rules
from governance.rules.vocabulary import add_months
from schools.models import School
from schools.periods import open_period


@dataclass(frozen=True, slots=True)
class Said:
    """What is attested: the conclusion, by whom, what was seen, on which paper, how long it counts.

    ``until`` is the last day on which it counts; None takes all the months the rule gives.
    """

    conclusion: Conclusion
    attester: str
    note: str = ""
    document_number: str = ""
    until: date | None = None


def attestation_record(*, act: Act, school: School, rule: str, said: Said) -> Attestation:
    """Attest the rule for the school from the day of the act; what was attested before ends there.

    Raises:
        Denied: if the actor does not decide above the school.
        ValidationError: if the rule is judged by data, the time is longer than the rule gives, or
            something later is on record.

    """
    with operation(act, "attestation_record", school=school, organising=False, decides=True) as change:
        row = Attestation(
            school=school,
            rule=rule,
            conclusion=said.conclusion,
            attester=said.attester,
            note=said.note.strip(),
            document_number=said.document_number.strip(),
            period=open_period(act.on, end_of(rule, act.on, said.until)),
        )
        check_setting(row, act.on)
        _make_room(change, row)
        save_checked(row)
        change.created(row)
        change.sum_up(
            gettext_noop("核实{rule}：{conclusion}"), rule=rule, conclusion=Conclusion(row.conclusion).label
        )
    return row


def end_of(rule: str, start: date, until: date | None = None) -> date:
    """Return the first day on which an attestation of ``start`` no longer counts."""
    if until is not None:
        return until + timedelta(days=1)
    declared = all_rules().get(rule)
    return add_months(start, declared.attested_months if declared and declared.is_attested else 1)


def _make_room(change: Change, row: Attestation) -> None:
    """End what was attested before; of the same day the newest word counts."""
    for former in Attestation.objects.filter(
        school=row.school, rule=row.rule, period__endswith__gt=row.starts_on
    ):
        require(former.starts_on <= row.starts_on, _("{day}已有较晚的核实结论。"), day=former.starts_on)
        if former.starts_on == row.starts_on:
            change.removed(former)
            former.delete()
        else:
            before = snapshot(former)
            former.period = open_period(former.starts_on, row.starts_on)
            save_checked(former)
            change.altered(former, before)
