"""Rename, move, adjust, settle, dissolve."""

import pytest
from django.core.exceptions import ValidationError

from governance.choices import OrgState, OrgType
from governance.domain.refusals import Refused
from governance.domain.structure import (
    organization_adjust,
    organization_dissolve,
    organization_move,
    organization_rename,
    organization_settle,
)
from governance.models import ChangeSet, PartyOrganization
from tests import factories
from tests.structures import do, open_findings


def test_rename_is_recorded_with_before_and_after(general):
    branch = general.branches[0]

    organization_rename(act=do(), organization=branch, full_name="中共演示新支部委员会", short_name="新支部")

    row = ChangeSet.objects.get().details[0]
    assert row["before"]["short_name"] == "七年级组党支部"
    assert row["after"] == {"full_name": "中共演示新支部委员会", "short_name": "新支部"}


def test_another_short_name_is_summed_up_by_the_short_names(general):
    branch = general.branches[0]

    organization_rename(act=do(), organization=branch, full_name=branch.full_name, short_name="新支部")

    assert ChangeSet.objects.get().summary == "七年级组党支部改称新支部"


def test_boundary_30_branch_under_a_branch_is_refused(general, single):
    with pytest.raises(Refused) as refused:
        organization_move(act=do(), organization=general.branches[0], parent=general.branches[1])

    assert "ORG-009" in {o.rule for o in refused.value.obstacles}
    assert PartyOrganization.objects.get(pk=general.branches[0].pk).parent_id == general.root.pk


def test_moving_below_itself_is_refused_in_words(general):
    with pytest.raises(ValidationError, match="下级"):
        organization_move(act=do(), organization=general.root, parent=general.branches[0])


def test_parent_in_another_school_is_refused_by_the_database(general, single):
    with pytest.raises(ValidationError, match="同一所学校"):
        organization_move(act=do(reason="试"), organization=general.branches[0], parent=single.root)


def test_cycle_through_superiors_is_refused_by_the_database(general, single):
    single.root.type = OrgType.COMMITTEE
    single.root.save()
    organization_move(act=do(reason="学区"), organization=general.root, superior=single.root)

    with pytest.raises(ValidationError, match="下级之下"):
        organization_move(act=do(reason="学区"), organization=single.root, superior=general.root)


def test_moved_branch_takes_its_groups_along(general):
    group = factories.organization(OrgType.GROUP, parent=general.branches[0])
    second = factories.organization(
        OrgType.COMMITTEE, school=general.school, level="district", full_name="中共演示委员会"
    )

    organization_move(act=do(reason="试"), organization=general.branches[0], parent=second)

    group.refresh_from_db()
    assert [o.pk for o in group.get_ancestors()] == [second.pk, general.branches[0].pk]


def test_adjusting_needs_a_working_organisation_and_settles_again(general):
    branch = general.branches[0]
    paper = factories.document(general.school)

    organization_adjust(act=do(), organization=branch, document=paper)
    with pytest.raises(ValidationError, match="不能直接改为"):
        organization_adjust(act=do(), organization=branch, document=paper)
    organization_settle(act=do(), organization=branch)

    assert PartyOrganization.objects.get(pk=branch.pk).state == OrgState.ACTIVE


def test_dissolving_with_members_is_refused_with_the_counts(general):
    with pytest.raises(Refused) as refused:
        organization_dissolve(
            act=do(), organization=general.branches[0], document=factories.document(general.school)
        )

    assert {o.rule for o in refused.value.obstacles} == {"ORG-024"}
    assert open_findings(general.school) == set()


def test_dissolving_an_empty_branch_ends_hosts_and_term(general):
    unit = factories.unit(general.school, "后勤处", kind="office")
    empty = factories.organization(parent=general.root, short_name="后勤党支部")
    factories.host_unit(empty, unit)
    factories.term(empty)

    organization_dissolve(
        act=do(reason="无党员"), organization=empty, document=factories.document(general.school)
    )

    empty.refresh_from_db()
    assert (empty.state, empty.dissolved_on) == (OrgState.DISSOLVED, factories.ON)
    assert empty.hosts.get().ends_on == factories.ON
    assert empty.terms.get().ends_on == factories.ON
