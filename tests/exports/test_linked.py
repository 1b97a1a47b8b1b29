"""Linked data says the structure in words that are published, and about nobody else."""

import json
import re
from datetime import timedelta

import pytest
from pyld import jsonld

from exports.bodies import parts
from exports.linked.org import org_text
from exports.linked.popolo import CONTEXTS, popolo_text
from exports.places import Place
from governance.choices import Role
from schools.models import School
from tests import factories
from tests.exports import published
from tests.exports.scene import close

ON = factories.ON


def org(place, on=ON):
    return json.loads("".join(org_text(parts(place, on))))


def popolo(place, on=ON):
    return json.loads("".join(popolo_text(lambda: parts(place, on))))


def expanded(document):
    def nothing_is_fetched(url, _options):
        raise AssertionError(url)

    return jsonld.expand(document, {"documentLoader": nothing_is_fetched})


def words(value):
    """Return every property and class of an expanded document."""
    if isinstance(value, list):
        return set().union(*map(words, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    classes = () if "@value" in value else value.get("@type", ())
    found = {key for key in value if not key.startswith("@")} | set(classes)
    return found | words([inner for key, inner in value.items() if key != "@type"])


def test_every_word_is_published(at_county):
    nodes = expanded(org(at_county))

    used = words(nodes)
    assert used - published.KNOWN == set()
    assert len(used) > 20


def test_properties_speak_of_what_they_are_for(at_county):
    nodes = expanded(org(at_county))
    types = {node["@id"]: {one.split("#")[-1].split("/")[-1] for one in node["@type"]} for node in nodes}

    wrong = []
    for node in nodes:
        for word, allowed in published.DOMAINS.items():
            if f"{published.ORG}{word}" in node and not types[node["@id"]] & allowed:
                wrong.append((node["@id"], word))
        for word, allowed in published.RANGES.items():
            for target in node.get(f"{published.ORG}{word}", ()):
                if target["@id"] in types and not types[target["@id"]] & allowed:
                    wrong.append((node["@id"], word, target["@id"]))
    assert wrong == []


def test_no_name_is_given_twice_and_nothing_points_nowhere(county):
    place = Place(county.place, county.official)
    graph = org(place)["@graph"]
    names = [node["@id"] for node in graph]

    assert len(names) == len(set(names))
    links = ("unit_of", "post_in", "role", "member", "organization", "classification", "stands_on", "held_by")
    for node in graph:
        for link in links:
            targets = node.get(link, [])
            for target in targets if isinstance(targets, list) else [targets]:
                assert target in names


def test_a_body_a_post_and_its_holder(county, at_school):
    nodes = {node["@id"]: node for node in org(at_school)["@graph"]}
    unit, branch = county.large.units[0], county.large.branches[0]
    held = branch.posts.get(role=Role.SECRETARY).assignments.get()

    assert nodes[f"urn:liangzhu:body:{unit.number}"] == {
        "@id": f"urn:liangzhu:body:{unit.number}",
        "@type": "org:OrganizationalUnit",
        "identifier": unit.number,
        "name": unit.name,
        "classification": "urn:liangzhu:type:unit/grade",
        "unit_of": f"urn:liangzhu:body:{county.large.school.code}",
        "founded": unit.starts_on.isoformat(),
    }
    post = nodes[f"urn:liangzhu:post:{branch.number}/secretary"]
    assert post["held_by"] == [f"urn:liangzhu:person:{held.person.number}"]
    member = next(
        node
        for node in nodes.values()
        if node.get("member") == post["held_by"][0] and node["organization"] == post["post_in"]
    )
    assert member["during"]["begins"]["day"] == held.starts_on.isoformat()
    assert nodes[post["role"]]["name"] == "书记"


@pytest.mark.parametrize("write", [org, popolo])
def test_members_without_a_post_are_not_in_it(write, county, at_county):
    plain = factories.member(county.small, county.branch, name="只是党员")
    leader = factories.member(county.small, county.branch, name="担任书记")
    factories.assign(leader, county.branch, Role.SECRETARY)

    text = json.dumps(write(at_county), ensure_ascii=False)

    assert leader.name in text
    assert plain.name not in text
    assert plain.number not in text


@pytest.mark.parametrize("write", [org, popolo])
def test_another_county_is_not_in_it(write, county, at_county):
    beyond = Place(county.outside.school, factories.user(is_superuser=True))
    mark = county.outside.school.code
    assert mark in json.dumps(write(beyond))

    assert mark not in json.dumps(write(at_county))


@pytest.mark.parametrize("write", [org, popolo])
def test_a_school_is_in_it_from_its_founding_to_the_day_it_is_closed(write, county, at_county):
    founded = ON - timedelta(days=100)
    School.objects.filter(pk=county.small.pk).update(founded_on=founded)
    close(county.small, ON)

    def there(on):
        told = json.dumps(write(at_county, on))
        return [mark in told for mark in (county.small.code, county.branch.number)]

    assert there(founded - timedelta(days=1)) == there(ON) == [False, False]
    assert there(founded) == there(ON - timedelta(days=1)) == [True, True]


def test_popolo_has_its_fields_and_no_others(at_county):
    document = popolo(at_county)

    assert set(document) == {"@context", *published.POPOLO_FIELDS}
    for name, fields in published.POPOLO_FIELDS.items():
        assert document[name] != []
        for entry in document[name]:
            assert entry.keys() <= fields.keys()
            assert {key for key, (_pattern, needed) in fields.items() if needed} <= entry.keys()
            for key, value in entry.items():
                pattern = fields[key][0]
                assert isinstance(value, list) if pattern is None else re.fullmatch(pattern, value)


def test_popolo_refers_to_what_is_in_it(at_school):
    document = popolo(at_school)
    known = {entry["id"] for name in published.POPOLO_FIELDS for entry in document[name]}

    for name in published.POPOLO_FIELDS:
        ids = [entry["id"] for entry in document[name]]
        assert len(ids) == len(set(ids))
        for entry in document[name]:
            for key in ("person_id", "organization_id", "post_id"):
                assert entry.get(key, entry["id"]) in known


def test_popolo_means_what_its_contexts_say(at_county):
    for name, terms in published.POPOLO_TERMS.items():
        own = {key: word if isinstance(word, str) else word["@id"] for key, word in CONTEXTS[name].items()}
        assert own == terms

    nodes = expanded(popolo(at_county))
    posts = nodes[0]["urn:liangzhu:posts"]
    assert f"{published.ORG}postIn" in posts[0]
    assert posts[0]["@id"].startswith("urn:liangzhu:post:")
    assert words(nodes) >= {f"{published.FOAF}name", f"{published.OPENGOV}post", f"{published.ORG}member"}


def test_an_empty_place_is_a_document_too(county):
    place = Place(factories.jurisdiction("330111", "富阳区", "county"), factories.user(is_superuser=True))

    assert org(place)["@graph"] == []
    assert popolo(place)["organizations"] == []
