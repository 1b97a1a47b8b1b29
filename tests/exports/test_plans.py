"""A document in the words of ORG becomes a plan, or is refused with every reason; nothing else changes."""

import json

import pytest

from exports.linked.comparing import compared
from exports.linked.org import CONTEXT
from exports.linked.planning import plan_from_document
from exports.linked.received import received
from governance.choices import Role
from governance.domain.refusals import Denied
from governance.plans.previewing import preview
from tests import factories
from tests.exports.documents import NEW, add, drafted, node, problems, steps

ON = factories.ON


def test_what_was_exported_says_nothing_new(at_school, document):
    assert problems(at_school, document) == ["文件与登记的内容没有不同，不需要方案。"]


def test_names_places_units_and_posts_become_steps_that_can_be_done(county, at_school, document):
    unit, other = county.large.units
    branch = county.large.branches[0]
    school = f"urn:liangzhu:body:{county.large.school.code}"
    node(document, unit.number)["name"] = "初一年级组"
    node(document, branch.number)["name"] = "中共演示第一中学初一年级支部委员会"
    add(
        document,
        **{
            "@id": f"{NEW}office",
            "@type": "org:OrganizationalUnit",
            "name": "总务处",
            "classification": "urn:liangzhu:type:unit/office",
            "unit_of": school,
        },
    )
    add(
        document,
        **{
            "@id": f"{NEW}store",
            "@type": "org:OrganizationalUnit",
            "name": "物资组",
            "classification": "urn:liangzhu:type:unit/office",
            "unit_of": f"{NEW}office",
        },
    )
    person = county.large.people[1]
    add(
        document,
        **{
            "@id": f"{NEW}m",
            "@type": "org:Membership",
            "organization": f"{NEW}office",
            "member": f"urn:liangzhu:person:{person.number}",
            "role": "urn:liangzhu:role:unit_head",
        },
    )
    if not any(one["@id"] == f"urn:liangzhu:person:{person.number}" for one in document["@graph"]):
        add(document, **{"@id": f"urn:liangzhu:person:{person.number}", "@type": "foaf:Person"})

    plan, found = drafted(at_school, document)

    assert found.notes == []
    assert steps(plan) == [
        ("unit_rename", {"unit": unit.number, "name": "初一年级组"}),
        ("unit_create", {"school": county.large.school.code, "name": "总务处", "kind": "office"}),
        ("unit_create_below", {"parent": "@2", "name": "物资组", "kind": "office"}),
        (
            "organization_rename",
            {
                "organization": branch.number,
                "full_name": "中共演示第一中学初一年级支部委员会",
                "short_name": branch.short_name,
            },
        ),
        ("post_assign_unit", {"body": "@2", "role": "unit_head", "person": person.number}),
    ]
    tried = preview(plan, user=at_school.user, today=ON)
    assert tried.problems == []
    unit.refresh_from_db()
    assert unit.name == "七年级组"  # a plan changes nothing
    assert other.name == "八年级组"


def test_a_new_branch_stands_on_a_new_unit(county, at_school, document):
    root = county.large.branches[0].parent
    add(
        document,
        **{
            "@id": f"{NEW}u",
            "@type": "org:OrganizationalUnit",
            "name": "九年级组",
            "classification": "urn:liangzhu:type:unit/grade",
            "unit_of": f"urn:liangzhu:body:{county.large.school.code}",
        },
    )
    add(
        document,
        **{
            "@id": f"{NEW}b",
            "@type": "org:Organization",
            "name": "中共演示九年级组支部委员会",
            "classification": "urn:liangzhu:type:organization/branch",
            "part_of": f"urn:liangzhu:body:{root.number}",
            "stands_on": [f"{NEW}u"],
        },
    )

    plan, _found = drafted(at_school, document)

    assert steps(plan)[1] == (
        "organization_found",
        {
            "parent": root.number, "type": "branch", "full_name": "中共演示九年级组支部委员会",
            "host_units": ["@1"],
        },
    )  # fmt: skip


def test_the_secretary_is_followed_by_who_is_named(county, at_school, document):
    branch, person = county.large.branches[0], county.large.people[2]
    old = branch.posts.get(role=Role.SECRETARY).assignments.get().person
    held = next(
        one
        for one in document["@graph"]
        if one["@type"] == "org:Membership" and one["organization"] == f"urn:liangzhu:body:{branch.number}"
    )
    held["member"] = f"urn:liangzhu:person:{person.number}"
    add(document, **{"@id": held["member"], "@type": "foaf:Person", "identifier": person.number})

    plan, _found = drafted(at_school, document)

    assert steps(plan) == [
        (
            "post_hand_over",
            {"body": branch.number, "role": "secretary", "person": old.number, "successor": person.number},
        )
    ]


def test_what_is_left_out_stays_and_is_said(county, at_school, document):
    gone, renamed = county.large.units[1], county.large.units[0]
    document["@graph"].remove(node(document, gone.number))
    document["@graph"] = [
        one for one in document["@graph"] if one.get("organization", "").split(":")[-1] != gone.number
    ]
    node(document, renamed.number)["name"] = "初一"
    branch = county.large.branches[1]
    node(document, branch.number)["stands_on"] = node(document, branch.number)["stands_on"]

    plan, found = drafted(at_school, document)

    assert f"文件里没有“{gone.name}”，保持不变。" in found.notes
    assert plan.purpose == "\n".join(found.notes)
    assert [name for name, _arguments in steps(plan)] == ["unit_rename", "host_detach"]


def test_who_may_not_edit_the_school_drafts_nothing(county, document):
    node(document, county.large.units[0].number)["name"] = "初一"
    raw = json.dumps(document).encode()

    with pytest.raises(Denied):
        plan_from_document(user=county.official, school=county.large.school, raw=raw, today=ON)


def test_the_same_in_expanded_form_is_understood(county, at_school, document):
    from pyld import jsonld

    node(document, county.large.units[0].number)["name"] = "初一"
    raw = json.dumps(jsonld.expand({"@context": CONTEXT, "@graph": document["@graph"]})).encode()

    found = compared(county.large.school, received(raw), ON)

    assert [one.action for one in found.steps] == ["unit_rename"]
