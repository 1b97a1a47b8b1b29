"""Attach, detach, cover."""

import pytest
from django.core.exceptions import ValidationError

from governance.choices import Enforcement, OrgLevel, OrgType, SubjectKind
from governance.domain.founding import organization_draft
from governance.domain.hosting import coverage_add, coverage_end, host_attach, host_detach
from governance.domain.refusals import ReasonNeeded, Refused
from governance.models import ChangeSet, HostUnit, PartyOrganization
from tests import factories
from tests.structures import do, open_findings


def draft(general, **changes):
    return organization_draft(
        act=do(),
        school=general.school,
        type=OrgType.BRANCH,
        full_name=f"中共{general.school.name}九年级组支部委员会",
        parent=general.root,
        **changes,
    )


def test_founding_an_inner_branch_without_a_unit_is_refused_and_writes_nothing(general):
    before = PartyOrganization.objects.count()

    with pytest.raises(Refused) as refused:
        draft(general)

    assert [o.rule for o in refused.value.obstacles] == ["ORG-013"]
    assert PartyOrganization.objects.count() == before
    assert ChangeSet.objects.count() == 0


def test_founding_an_inner_branch_on_a_base_unit_is_recorded(general):
    unit = factories.unit(general.school, "九年级组")

    branch = draft(general, host_units=[unit])

    assert branch.level == OrgLevel.INNER
    assert [host.unit for host in branch.hosts.all()] == [unit]
    assert ChangeSet.objects.get().operation == "organization_draft"


def test_founding_on_a_campus_is_refused(general):
    campus = factories.unit(general.school, "东校区", kind="campus", is_base=False)

    with pytest.raises(Refused):
        draft(general, host_units=[campus])


def test_district_may_soften_the_unit_rule_for_its_schools(general):
    factories.enforcement("ORG-013", Enforcement.REPORT)

    branch = draft(general)

    assert branch.hosts.count() == 0


def test_waiver_before_the_act_lets_the_last_unit_go(general):
    branch, host = general.branches[0], general.branches[0].hosts.get()
    factories.waiver(general.school, "ORG-013", SubjectKind.ORGANIZATION, branch.number)

    host_detach(act=do(reason="调整"), host=host)

    assert branch.hosts.as_of(factories.ON).count() == 0


def test_detaching_the_last_unit_is_refused(general):
    host = general.branches[0].hosts.get()

    with pytest.raises(Refused) as refused:
        host_detach(act=do(reason="调整"), host=host)

    assert "ORG-013" in {o.rule for o in refused.value.obstacles}
    host.refresh_from_db()
    assert host.ends_on is None


def test_detaching_one_of_two_units_asks_a_reason_when_cover_is_lost(general):
    branch = general.branches[0]
    unit = factories.unit(general.school, "九年级组")
    factories.unit_membership(unit, factories.member(general.school, branch))
    [host] = host_attach(act=do(today=factories.ON), organization=branch, units=[unit])
    HostUnit.objects.filter(pk=host.pk).update(
        period=general.branches[0].hosts.exclude(pk=host.pk).get().period
    )

    with pytest.raises(ReasonNeeded) as asked:
        host_detach(act=do(), host=host)
    host_detach(act=do(reason="九年级组并入综合支部"), host=host)

    assert {o.rule for o in asked.value.obstacles} == {"ORG-014"}
    assert ("ORG-014", "warning") in open_findings(general.school)
    assert ChangeSet.objects.get(operation="host_detach").reason == "九年级组并入综合支部"


def test_unit_of_another_school_is_no_host(general, single):
    stranger = factories.unit(single.school)

    with pytest.raises(ValidationError, match="不是"):
        host_attach(act=do(), organization=general.branches[0], units=[stranger])


def test_joint_branch_needs_two_units_and_none_with_its_own_organisation(single):
    lead, other = factories.school(), factories.school()

    def found(*schools):
        return organization_draft(
            act=do(),
            school=lead,
            type=OrgType.JOINT_BRANCH,
            full_name=f"中共{lead.name}联合支部委员会",
            superior=factories.upper(),
            covered_schools=schools,
        )

    with pytest.raises(Refused) as one_unit:
        found(lead)
    joint = found(lead, other)
    with pytest.raises(Refused) as own_organisation:
        coverage_add(act=do(), organization=joint, school=single.school)

    assert {o.rule for o in one_unit.value.obstacles} == {"ORG-004"}
    assert {o.rule for o in own_organisation.value.obstacles} == {"ORG-004"}


def test_coverage_added_today_and_ended_today_never_was(single):
    lead, other = factories.school(), factories.school()
    joint = factories.organization(OrgType.JOINT_BRANCH, school=lead, level=OrgLevel.DISTRICT)
    factories.coverage(joint, lead)
    factories.coverage(joint, other)

    added = coverage_add(act=do(), organization=joint, other_unit="演示幼儿园")
    coverage_end(act=do(), coverage=added)

    assert joint.coverages.count() == 2
