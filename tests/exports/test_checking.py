"""A document that is wrong somewhere drafts nothing, and everything that is wrong is said."""

from tests.exports.documents import NEW, add, node, problems


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
