"""Batches are closed and sealed without waiting for anybody."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.utils import timezone

from audit.checks import kept_long_enough
from audit.events import note
from audit.jobs import seal
from audit.models import AuditRecord, AuditSeal
from audit.purging import LEAST_DAYS, TooYoung, purge
from audit.sealing import seal_pending
from audit.verifying import verify
from schools.models import Person
from tests import factories
from tests.audit.conftest import execute_as_owner


def batches(made):
    return [(one.batch, one.records) for one in made]


@pytest.fixture
def other(log):
    """A second connection of the application, in a transaction of its own."""
    second = connections.create_connection(DEFAULT_DB_ALIAS)
    second.settings_dict = connection.settings_dict
    second.inc_thread_sharing()
    second.set_autocommit(False)
    yield second
    second.rollback()
    second.close()


def test_each_seal_follows_the_one_before(log):
    note("look", "audit.log")
    first = seal_pending()
    note("look", "audit.log")
    note("look", "audit.log")
    second = seal_pending()

    assert batches(first + second) == [(1, 1), (2, 2)]
    assert second[0].previous == first[0].mac
    assert [json.loads(line)["mac"] for line in log.read_text().splitlines()] == [first[0].mac, second[0].mac]


def test_where_nothing_happened_nothing_is_sealed(log):
    assert seal_pending() == []
    assert not log.exists()


def test_the_job_says_how_many(log):
    note("look", "audit.log")

    assert (seal(0), seal(0)) == (1, 0)


def test_a_transaction_that_is_open_keeps_its_batch_open_and_no_other(log, other):
    with other.cursor() as cursor:
        cursor.execute("SELECT audit.note('look', 'done', 'slow', '', NULL, NULL, '{}')")
    note("look", "first")
    assert seal_pending() == []

    note("look", "second")
    other.commit()
    found = {one.subject: one.batch for one in AuditRecord.objects.all()}
    made = seal_pending()

    assert found == {"slow": 1, "first": 1, "second": 2}
    assert batches(made) == [(1, 2), (2, 1)]
    assert verify().findings == ()


def test_what_is_rolled_back_is_on_no_record(log, other):
    with other.cursor() as cursor:
        cursor.execute("SELECT audit.note('look', 'done', 'undone', '', NULL, NULL, '{}')")
    other.rollback()
    note("look", "kept")

    assert batches(seal_pending()) == [(1, 1)]
    assert verify().findings == ()


def aged(days):
    """Make all records as old, as time does; only then seal them."""
    execute_as_owner("ALTER TABLE audit.log DISABLE TRIGGER USER")
    execute_as_owner(f"UPDATE audit.log SET recorded_at = recorded_at - interval '{int(days)} days'")  # noqa: S608
    execute_as_owner("ALTER TABLE audit.log ENABLE TRIGGER USER")
    return seal_pending()


def test_what_is_old_enough_goes_and_leaves_a_record(log):
    note("look", "old")
    aged(LEAST_DAYS + 1)
    note("look", "young")
    seal_pending()
    gone = purge(LEAST_DAYS, timezone.now())

    assert (gone.through, gone.records) == (1, 1)
    assert list(AuditRecord.objects.order_by("pk").values_list("action", "subject")) == [
        ("look", "young"),
        ("purge", "audit.log"),
    ]
    assert AuditSeal.objects.count() == 2
    assert verify().findings == ()
    seal_pending()
    assert verify().findings == ()


@pytest.mark.parametrize("days", [0, 30, LEAST_DAYS - 1])
def test_less_than_the_law_asks_for_is_refused(log, days):
    note("look", "old")
    aged(400)

    with pytest.raises(TooYoung, match="至少保存 183 天"):
        purge(days, timezone.now())
    with pytest.raises(CommandError, match="至少保存 183 天"):
        call_command("audit", "purge", keep_days=days)
    assert AuditRecord.objects.filter(subject="old").exists()


def test_a_setting_that_keeps_too_short_is_refused_at_the_start(settings):
    settings.AUDIT_KEEP_DAYS = LEAST_DAYS
    assert kept_long_enough() == []

    settings.AUDIT_KEEP_DAYS = LEAST_DAYS - 1
    assert [one.id for one in kept_long_enough()] == ["audit.E001"]


def test_copies_that_could_not_be_written_are_made_up_for(log, settings, tmp_path):
    note("look", "audit.log")
    settings.AUDIT_SEALS = tmp_path
    with pytest.raises(OSError, match="directory"):
        seal_pending()
    settings.AUDIT_SEALS = log
    note("look", "audit.log")
    seal_pending()

    assert [json.loads(line)["batch"] for line in log.read_text().splitlines()] == [1, 2]
    assert verify().findings == ()


def test_what_is_younger_stays(log):
    note("look", "young")
    aged(LEAST_DAYS - 1)

    assert purge(LEAST_DAYS, timezone.now()).records == 0
    assert AuditRecord.objects.filter(subject="young").exists()


def test_a_clock_that_goes_wrong_does_not_make_records_old(log):
    note("look", "young")
    seal_pending()

    with pytest.raises(Exception, match="only added"):
        purge(LEAST_DAYS, timezone.now() + timedelta(days=400))
    assert AuditRecord.objects.filter(subject="young").exists()


def run(*words):
    out, problems = StringIO(), StringIO()
    code = 0
    try:
        call_command("audit", *words, stdout=out, stderr=problems)
    except SystemExit as ended:
        code = ended.code
    return code, out.getvalue(), problems.getvalue()


def test_the_command_says_that_all_is_well(log):
    note("look", "audit.log")
    assert run("seal")[1] == "封存了 1 批、1 条记录。\n"

    assert run("verify") == (
        0,
        "核验了 1 批、1 条已封存的记录；0 条尚未封存。\n核验通过。\n",
        "",
    )


def test_the_command_names_what_is_broken(log):
    note("look", "audit.log")
    seal_pending()
    aged(1)
    key = AuditRecord.objects.get().pk
    code, _out, problems = run("verify")

    assert code == 1
    assert problems == f"记录 {key} 被改动（第 1 批，共 1 条不符）。\n核验不通过：1 处问题。\n"


def test_the_command_exports_every_column(log, tmp_path):
    person = factories.person(factories.school())
    Person.objects.filter(pk=person.pk).update(name="新名")
    run("export", "--output", str(tmp_path / "log.jsonl"))
    told = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]

    assert [one["id"] for one in told] == list(
        AuditRecord.objects.order_by("pk").values_list("pk", flat=True)
    )
    changed = [one for one in told if (one["subject"], one["action"]) == ("schools_person", "update")]
    assert changed[0]["after"] == {"name": "新名"}
    assert told[-1]["action"] == "download"
