"""The pages: what is previewed is what leaves, what is saved comes back, what is long goes to the worker."""

import csv
import hashlib
import io
import json
from datetime import date
from itertools import islice
from zipfile import ZipFile

import openpyxl
import pytest
from django.urls import reverse

from audit.models import AuditRecord
from exports.models import SavedExport
from exports.places import Place
from exports.products import PRODUCTS
from exports.tables import TABLES
from exports.views.pages import PREVIEW
from governance.choices import Role, SubjectKind
from privacy.masking import MASK
from privacy.models import DataExport
from schools.models import Person
from tests import factories
from tests.exports.asking import address, chosen, content, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(client, county):
    client.force_login(county.official)
    return client


def test_the_list_names_every_product_that_fits(visit, county):
    page = visit.get(reverse("exports:jurisdiction", args=[county.place.code])).text

    for one in PRODUCTS.values():
        assert (f"/exports/{one.key}/" in page) == (not one.of_schools)


def test_the_file_holds_what_the_preview_shows_in_the_order_chosen(visit, county):
    want = chosen("errors", "school", ending="csv", f_stage="", on="")

    page = visit.post(address(county, "schools"), {**want, "preview": "1"})
    file = taken(visit, address(county, "schools"), **want)

    rows = list(csv.reader(io.StringIO(content(file).decode("utf-8-sig"))))
    assert rows == [["应当整改", "学校"], ["1", "演示第一中学"], ["1", "演示第二小学"]]
    assert [[str(cell) for cell in row] for row in page.context["rows"]] == rows[1:]
    assert file["Content-Disposition"].startswith("attachment")
    assert file["Cache-Control"] == "no-store"


def test_a_download_is_on_record_with_the_number_of_people(visit, county):
    content(taken(visit, address(county, "members")))

    told = AuditRecord.objects.filter(action="download").latest("pk")
    assert (told.subject, told.detail["people"]) == ("exports:jurisdiction_file", 11)
    export = DataExport.objects.get()
    assert (export.people, export.purpose, export.filters) == (11, "reporting", {})


def test_a_file_with_people_asks_what_it_is_for_and_keeps_what_was_wanted(visit, county):
    there = visit.post(address(county, "members"), {**chosen("name", ending="csv"), "take": "1"})
    page = visit.get(there.url)
    assert "导出前请说明用途" in page.text
    assert not AuditRecord.objects.filter(action="download").exists()

    made = content(visit.post(there.url, {"purpose": "work"})).decode("utf-8-sig")

    assert made.splitlines()[0] == "姓名"


def test_the_preview_masks_what_pages_mask_and_the_file_does_not(visit, county):
    person = county.large.people[0]
    wanted = chosen("name", "joined_on", ending="csv")
    page = visit.post(address(county, "members"), {**wanted, "preview": "1"})
    file = content(taken(visit, address(county, "members"), **wanted)).decode("utf-8-sig")

    assert {row[1] for row in page.context["rows"]} == {MASK}
    assert person.joined_on.isoformat() not in page.text
    assert f"{person.name},{person.joined_on.isoformat()}" in file


@pytest.mark.parametrize("key", TABLES)
def test_each_table_is_previewed_as_it_is_but_for_what_pages_mask(key, visit, county):
    factories.post(county.large.units[0], Role.UNIT_DEPUTY, seats=2)
    table = TABLES[key]

    page = visit.post(address(county, key), chosen(*(one.key for one in table.columns), preview="1"))

    assert page.status_code == 200
    place, on = Place(county.place, county.official), page.context["form"].want.on
    file = list(islice(table.read(place, on, {}, table.columns), PREVIEW))
    assert page.context["rows"] == [
        [MASK if one.is_hidden and cell else cell for one, cell in zip(table.columns, row, strict=True)]
        for row in file
    ]
    assert (file == []) == (key == "coverages")


def test_what_pages_mask_is_in_files_and_in_no_preview(visit, county):
    secrets = {
        "staff_number": "ZG-70707",
        "joined_on": date(1991, 3, 17),
        "full_on": date(1992, 3, 19),
        "retired_on": date(2091, 5, 23),
    }
    Person.objects.filter(pk=county.large.people[0].pk).update(**secrets)
    place, filed, shown = Place(county.place, county.official), set(), set()
    for key, table in TABLES.items():
        page = visit.post(address(county, key), chosen(*(one.key for one in table.columns), preview="1"))
        cells = {cell for row in table.read(place, factories.ON, {}, table.columns) for cell in row}
        filed |= {(key, name) for name, value in secrets.items() if value in cells}
        shown |= {(key, name) for name, value in secrets.items() if str(value) in page.text}

    assert filed == {
        ("members", "joined_on"), ("members", "full_on"), ("staff", "staff_number"), ("staff", "retired_on"),
    }  # fmt: skip
    assert shown == set()


@pytest.mark.parametrize(("key", "people"), [("organizations", 3), ("findings", 1), ("schools", 0)])
def test_a_table_that_names_people_asks_what_it_is_for(key, people, visit, county):
    factories.finding(
        county.small, "POS-001", subject_kind=SubjectKind.ASSIGNMENT, subject_number="1", subject_name="书记"
    )

    there = visit.post(address(county, key), {"take": "1", "ending": "csv"})
    answer = visit.get(there.url)

    assert answer.streaming == (people == 0)
    if people:
        assert answer.context["offer"].people == people
        content(visit.post(there.url, {"purpose": "work"}))
    else:
        content(answer)
    told = AuditRecord.objects.filter(action="download").latest("pk")
    assert told.detail["people"] == people


def test_the_address_of_a_file_is_what_was_wanted_and_nothing_of_the_form(visit, county):
    token = {"form_token": "x" * 22, "csrfmiddlewaretoken": "y", "name": ""}
    there = visit.post(address(county, "members"), {**chosen("name"), **token, "take": "1"})

    assert there.url.partition("?")[2] == "c_name=on&n_name=1"


def test_a_workbook_says_what_it_is(visit, county):
    answer = taken(visit, address(county, "organizations"), f_type="general_branch")

    book = openpyxl.load_workbook(io.BytesIO(content(answer)))
    assert book.sheetnames == ["党组织", "导出说明", "导出登记"]
    said = {row[0].value: row[1].value for row in book["导出说明"].iter_rows()}
    assert said["类型"] == "党总支"
    assert said["范围"] == f"{county.place.name}（{county.place.code}）"
    assert said["行数"] == str(book["党组织"].max_row - 1) == "1"


@pytest.mark.parametrize("key", sorted(PRODUCTS))
def test_each_product_is_handed_out_in_each_form(key, county, client):
    client.force_login(factories.grant(factories.user(), county.large.school).user)
    for form in PRODUCTS[key].forms:
        url = reverse("exports:school_product", args=[county.large.school.code, key])
        answer = taken(client, url, ending=form.ending)

        made = content(answer)
        assert answer["Content-Type"] == form.media_type
        assert int(answer["Content-Length"]) == len(made) > 0


@pytest.mark.parametrize(
    "data", [{"on": "nonsense"}, {"on": "1066-01-01"}, {"on": "2999-01-01"}, {"c_x": "on"}]
)
def test_what_makes_no_sense_is_said_and_nothing_leaves(data, visit, county):
    answer = visit.post(address(county, "schools"), {**data, "take": "1"})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert not AuditRecord.objects.filter(action="download").exists()


def test_an_empty_table_says_so(visit, county):
    page = visit.post(address(county, "coverages"), {"preview": "1"})

    assert "按这些条件没有内容" in page.text


def test_columns_and_filters_are_kept_for_who_saved_them(visit, county):
    want = chosen("errors", "school", f_ownership="public", name="我的")
    answer = visit.post(address(county, "schools"), {**want, "save": "1"})

    saved = SavedExport.objects.get()
    assert (saved.user, saved.columns, saved.filters) == (
        county.official, ["errors", "school"], {"ownership": "public"},
    )  # fmt: skip
    form = visit.get(answer.url).context["form"]
    assert form.want.columns == ("errors", "school")
    assert form.want.filters == {"ownership": "public"}
    visit.post(address(county, "schools"), {**chosen("school"), "name": "我的", "save": "1"})
    assert SavedExport.objects.get().columns == ["school"]  # the same name is replaced


def test_nobody_reads_or_forgets_what_another_saved(visit, county):
    other = SavedExport.objects.create(
        user=factories.user(), name="别人的", table="schools", columns=["school"]
    )

    page = visit.get(f"{address(county, 'schools')}?saved={other.pk}")
    visit.post(address(county, "schools"), {"forget": other.pk})

    assert len(page.context["form"].want.columns) > 1
    assert "别人的" not in page.text
    assert SavedExport.objects.filter(pk=other.pk).exists()


def test_a_name_is_needed(visit, county):
    page = visit.post(address(county, "schools"), {"name": "  ", "save": "1"})

    assert page.status_code == 200
    assert not SavedExport.objects.exists()


def test_a_document_becomes_a_plan(county, client):
    school, admin = county.large.school, factories.grant(factories.user(), county.large.school).user
    client.force_login(admin)
    url = reverse("exports:school_product", args=[school.code, "org"])
    document = json.loads(content(taken(client, url)))
    unit = next(one for one in document["@graph"] if one.get("identifier") == county.large.units[0].number)
    unit["name"] = "初一年级组"
    upload = factories.upload("a.jsonld", json.dumps(document).encode())

    answer = client.post(reverse("exports:school_document", args=[school.code]), {"document": upload})

    assert answer.status_code == 302
    assert "/plans/" in answer.url
    page = client.post(
        reverse("exports:school_document", args=[school.code]), {"document": factories.upload("a", b"x")}
    )
    assert page.status_code == 422
    assert "没有导入，请先改正" in page.text


@pytest.mark.parametrize("pseudonymised", [False, True])
def test_a_fixture_comes_with_its_manifest(pseudonymised, county, client):
    school, person = county.large.school, county.large.people[0]
    client.force_login(factories.grant(factories.user(), school).user)
    key = "fixture_pseudonyms" if pseudonymised else "fixture"

    made = content(taken(client, reverse("exports:school_product", args=[school.code, key])))

    with ZipFile(io.BytesIO(made)) as pack:
        raw, manifest = pack.read(f"{school.code}.json"), json.loads(pack.read("manifest.json"))
    rows = json.loads(raw)
    counts = {}
    for row in rows:
        counts[row["model"]] = counts.get(row["model"], 0) + 1
    assert manifest["records"] == counts
    assert manifest["files"] == {
        f"{school.code}.json": {"sha256": hashlib.sha256(raw).hexdigest(), "records": len(rows)}
    }
    assert manifest["people"] == counts["schools.person"]
    assert manifest["pseudonymised"] is pseudonymised
    assert set(manifest["versions"]["migrations"]) == {"schools", "governance"}
    assert (person.name in raw.decode()) is not pseudonymised
