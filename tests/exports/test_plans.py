"""A document in the words of ORG becomes a plan, or is refused with every reason; nothing else changes."""

import json

import pytest
from django.core.exceptions import ValidationError

from exports.bodies import parts
from exports.linked.comparing import compared
from exports.linked.org import CONTEXT, org_text
from exports.linked.planning import plan_from_document
from exports.linked.received import MOST_BYTES, received
from governance.choices import Role
from governance.domain.refusals import Denied
from governance.models import Plan
from governance.plans.previewing import preview
from tests import factories

ON = factories.ON
NEW = "urn:example:"


@pytest.fixture
def document(at_school):
    """The school as it is exported, to be changed."""
    return json.loads("".join(org_text(parts(at_school, ON))))


def node(document, number):
    return next(one for one in document["@graph"] if one.get("identifier") == number)


def drafted(at_school, document):
    raw = json.dumps(document, ensure_ascii=False).encode()
    return plan_from_document(user=at_school.user, school=at_school.scope, raw=raw, today=ON)


def steps(plan):
    return [(step.operation, step.arguments) for step in plan.steps.order_by("position")]


def problems(at_school, document):
    with pytest.raises(ValidationError) as refused:
        drafted(at_school, document)
    assert not Plan.objects.exists()
    return refused.value.messages


def add(document, **one):
    document["@graph"].append(one)


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


def test_everything_that_is_wrong_is_said_at_once(county, at_school, document):
    node(document, county.large.units[0].number)["name"] = ""
    add(document, **{"@id": f"{NEW}x", "@type": "org:OrganizationalUnit", "name": "无类别"})
    add(document, **{"@id": f"{NEW}s", "@type": "org:FormalOrganization", "identifier": "2199999999"})
    add(
        document,
        **{
            "@id": f"{NEW}a",
            "@type": "org:OrganizationalUnit",
            "name": "甲",
            "unit_of": f"{NEW}b",
            "classification": "urn:liangzhu:type:unit/office",
        },
    )
    add(
        document,
        **{
            "@id": f"{NEW}b",
            "@type": "org:OrganizationalUnit",
            "name": "乙",
            "unit_of": f"{NEW}a",
            "classification": "urn:liangzhu:type:unit/office",
        },
    )
    add(
        document,
        **{
            "@id": f"{NEW}m",
            "@type": "org:Membership",
            "organization": f"{NEW}a",
            "member": f"{NEW}nobody",
            "role": "urn:liangzhu:role:secretary",
        },
    )

    assert problems(at_school, document) == [
        "文件里有其他学校（2199999999），请只导入本校的内容。",
        f"“urn:liangzhu:body:{county.large.units[0].number}”没有名称（skos:prefLabel）。",
        "“无类别”没有可以识别的类别（org:classification）。",
        "“甲”的上级绕成了一圈。",
        "“乙”的上级绕成了一圈。",
        "“甲”没有“secretary”这种职务。",
        "“甲”的任职人员urn:example:nobody不在本校人员中，请先登记。",
    ]


def test_rows_of_another_school_cannot_be_named(county, at_school, document):
    unit, person = county.outside.units[0], county.outside.people[0]
    add(
        document,
        **{
            "@id": f"{NEW}u",
            "@type": "org:OrganizationalUnit",
            "identifier": unit.number,
            "name": "夺取",
            "classification": "urn:liangzhu:type:unit/grade",
        },
    )
    add(document, **{"@id": f"{NEW}p", "@type": "foaf:Person", "identifier": person.number})
    add(
        document,
        **{
            "@id": f"{NEW}m",
            "@type": "org:Membership",
            "member": f"{NEW}p",
            "organization": f"urn:liangzhu:body:{county.large.school.code}",
            "role": "urn:liangzhu:role:principal",
        },
    )

    said = problems(at_school, document)

    assert len(said) == 1 + ("-" in unit.number)
    assert said[-1] == f"“{county.large.school.name}”的任职人员{person.number}不在本校人员中，请先登记。"


def test_who_may_not_edit_the_school_drafts_nothing(county, document):
    node(document, county.large.units[0].number)["name"] = "初一"
    raw = json.dumps(document).encode()

    with pytest.raises(Denied):
        plan_from_document(user=county.official, school=county.large.school, raw=raw, today=ON)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xff\xfe", "文件不是 UTF-8 编码的 JSON"),
        (b"{", "文件不是 UTF-8 编码的 JSON"),
        (b"[" * 100_000, "文件不是 UTF-8 编码的 JSON"),
        (b"3", "文件不是 JSON-LD 文档"),
        (b"[" * 60 + b"]" * 60, "文件不是 JSON-LD 文档"),
        (b"{}", "文件里没有 W3C ORG 的机构"),
        (b'{"@context": "http://example.org/x", "a": 1}', "文件引用了网上的 @context"),
        (b'{"@context": {"a": {"@id": 5}}, "a": 1}', "文件不是有效的 JSON-LD"),
        (b" " * (MOST_BYTES + 1), "文件太大"),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(raw, said):
    with pytest.raises(ValidationError) as refused:
        received(raw)

    assert refused.value.messages[0].startswith(said)


def test_the_same_in_expanded_form_is_understood(county, at_school, document):
    from pyld import jsonld

    node(document, county.large.units[0].number)["name"] = "初一"
    raw = json.dumps(jsonld.expand({"@context": CONTEXT, "@graph": document["@graph"]})).encode()

    found = compared(county.large.school, received(raw), ON)

    assert [one.action for one in found.steps] == ["unit_rename"]
