"""A school leaves its joint branch by founding an organisation of its own: no step may block the next."""

from datetime import date

import pytest

from governance.choices import OrgState, OrgType
from governance.domain.founding import organization_activate
from governance.domain.hosting import coverage_add, coverage_end
from governance.domain.refusals import Refused
from tests import factories
from tests.structures import do, open_findings

PREPARED = date(2026, 5, 1)


@pytest.fixture
def joint(single):
    """A joint branch over its lead school and ``single``, whose own branch is being set up."""
    lead = factories.school()
    organization = factories.organization(OrgType.JOINT_BRANCH, school=lead)
    factories.members(3, lead, organization)
    for school in (lead, single.school):
        factories.coverage(organization, school)
    factories.enter_state(single.root, OrgState.PREPARING, PREPARED)
    return organization


def test_a_covered_school_activates_its_own_and_the_coverage_is_reported(single, joint):
    organization_activate(act=do(reason="党员人数已具备条件"), organization=single.root)

    assert ("ORG-004", "warning") in open_findings(joint.school)


def test_the_coverage_is_closed_afterwards_though_one_unit_is_left(single, joint):
    organization_activate(act=do(reason="党员人数已具备条件"), organization=single.root)
    coverage = joint.coverages.get(school=single.school)

    coverage_end(act=do(reason="学校已单独建立党支部"), coverage=coverage)

    assert joint.coverages.filter(period__endswith=None).count() == 1
    assert ("ORG-004", "warning") in open_findings(joint.school)


def test_covering_it_again_is_refused(single, joint):
    organization_activate(act=do(reason="党员人数已具备条件"), organization=single.root)
    other = factories.organization(OrgType.JOINT_BRANCH, school=factories.school())
    factories.coverage(other, factories.school())
    joint.coverages.get(school=single.school).delete()

    with pytest.raises(Refused) as refused:
        coverage_add(act=do(), organization=other, school=single.school)

    assert {o.rule for o in refused.value.obstacles} == {"ORG-004"}
