# ruff: noqa: S608 -- statements of our own, about tables of our own
"""Whoever stands above the application can change the log; it is then no longer what was sealed.

Each kind of tampering is done for real, by the owner of the tables, to records the application wrote.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection

from audit.guards import guards_broken
from audit.installing import install
from audit.models import AuditRecord
from audit.sealing import seal_pending
from audit.verifying import verify
from tests import factories
from tests.audit.conftest import execute_as_owner

pytestmark = pytest.mark.django_db(transaction=True)
BATCHES, EACH = 3, 4
#: Put the triggers that keep records to sleep, as the owner of the tables can, and wake them afterwards.
ASLEEP = (
    "ALTER TABLE audit.{table} DISABLE TRIGGER USER; {deed}; ALTER TABLE audit.{table} ENABLE TRIGGER USER"
)
MIDDLE = "(SELECT id FROM audit.log WHERE batch = 2 ORDER BY id OFFSET 1 LIMIT 1)"


@dataclass(frozen=True)
class Deed:
    """A kind of tampering, and whether the report names the record it was done to."""

    statement: str
    names_record: bool = True


def on_log(deed: str) -> Deed:
    return Deed(ASLEEP.format(table="log", deed=deed))


def on_seals(deed: str) -> Deed:
    return Deed(ASLEEP.format(table="seal", deed=deed), names_record=False)


def edit(column: str, value: str) -> Deed:
    return on_log(f"UPDATE audit.log SET {column} = {value} WHERE id = {MIDDLE}")


def guard(statement: str) -> Deed:
    return Deed(statement, names_record=False)


DEEDS = {
    "delete": on_log(f"DELETE FROM audit.log WHERE id = {MIDDLE}"),
    "edit the time": edit("recorded_at", "recorded_at - interval '1 day'"),
    "edit the transaction": edit("transaction", "transaction + 1"),
    "edit the action": edit("action", "'look'"),
    "edit the outcome": edit("outcome", "'failed'"),
    "edit the table": edit("subject", "'schools_unit'"),
    "edit the key": edit("subject_id", "'0'"),
    "edit the school": edit("school_id", "0"),
    "edit the jurisdiction": edit("jurisdiction_id", "0"),
    "swap the actor's kind": edit("actor_kind", "'job'"),
    "swap the actor's key": edit("actor_id", "0"),
    "swap the actor": edit("actor", "'somebody else'"),
    "edit the login": edit("login", "'lz_owner'"),
    "edit the address": edit("address", "'192.0.2.1'"),
    "edit the request": edit("request", "'0'"),
    "edit the reason": edit("reason", "'none'"),
    "edit what was before": edit("before", "'{}'"),
    "edit what is after": edit("after", "'{}'"),
    "edit the detail": edit("detail", "'{}'"),
    "edit the key of the record": on_log(f"UPDATE audit.log SET id = DEFAULT WHERE id = {MIDDLE}"),
    "move to another batch": edit("batch", "3"),
    "move to a batch that never was": edit("batch", "0"),
    "move to a batch to come": edit("batch", "99"),
    "insert": on_log(
        "INSERT INTO audit.log (batch, action, outcome, subject, subject_id, actor_kind, actor, address,"
        " request, reason) VALUES (2, 'look', 'done', 'audit.log', '', 'job', 'x', '', '', '')"
    ),
    "reorder": on_log(
        "WITH two AS (SELECT id, recorded_at, lead(recorded_at) OVER w AS next,"
        " lag(recorded_at) OVER w AS last FROM audit.log"
        f" WHERE batch = 2 AND id <= {MIDDLE} WINDOW w AS (ORDER BY id))"
        " UPDATE audit.log SET recorded_at = coalesce(two.next, two.last) FROM two WHERE log.id = two.id"
    ),
    "remove a whole batch": on_log("DELETE FROM audit.log WHERE batch = 2"),
    "cut off the tail": on_log("DELETE FROM audit.log WHERE batch >= 3"),
    "cut off the tail with its seals": Deed(
        ASLEEP.format(table="log", deed="DELETE FROM audit.log WHERE batch >= 3")
        + ";"
        + ASLEEP.format(table="seal", deed="DELETE FROM audit.seal WHERE batch >= 3"),
        names_record=False,
    ),
    "empty the log": on_log("TRUNCATE audit.log"),
    "empty log and seals": Deed(
        ASLEEP.format(table="log", deed="TRUNCATE audit.log")
        + ";"
        + ASLEEP.format(table="seal", deed="TRUNCATE audit.seal"),
        names_record=False,
    ),
    "claim a purge": on_log(
        "DELETE FROM audit.log WHERE batch = 1; INSERT INTO audit.log (batch, action, outcome, subject,"
        " subject_id, actor_kind, actor, address, request, reason, detail) VALUES (4, 'purge', 'done',"
        " 'audit.log', '', 'job', 'x', '', '', '', '{\"through\": 1, \"signature\": \"00\"}')"
    ),
    "edit a seal's count": on_seals("UPDATE audit.seal SET records = 0 WHERE batch = 2"),
    "edit a seal's prints": on_seals("UPDATE audit.seal SET prints = '' WHERE batch = 2"),
    "edit a seal's sum": on_seals("UPDATE audit.seal SET digest = '00' WHERE batch = 2"),
    "edit a seal's time": on_seals("UPDATE audit.seal SET sealed_at = '2020-01-01' WHERE batch = 2"),
    "edit a seal's signature": on_seals("UPDATE audit.seal SET mac = '00' WHERE batch = 2"),
    "drop a seal": on_seals("DELETE FROM audit.seal WHERE batch = 2"),
    "drop the first seal": on_seals("DELETE FROM audit.seal WHERE batch = 1"),
    "drop the last seal": on_seals("DELETE FROM audit.seal WHERE batch = 3"),
    "swap two seals": on_seals(
        "UPDATE audit.seal SET batch = -batch WHERE batch > 1;"
        " UPDATE audit.seal SET batch = CASE batch WHEN -2 THEN 3 ELSE 2 END WHERE batch < 0"
    ),
    "disable a trigger": guard("ALTER TABLE schools_person DISABLE TRIGGER audit_row"),
    "let a trigger fire in replicas alone": guard(
        "ALTER TABLE schools_person ENABLE REPLICA TRIGGER audit_row"
    ),
    "drop a trigger": guard("DROP TRIGGER audit_row ON schools_person"),
    "drop the trigger of new rows": guard("DROP TRIGGER audit_made ON schools_person"),
    "let the trigger of new rows keep a secret": guard(
        "CREATE OR REPLACE TRIGGER audit_made AFTER INSERT ON schools_person REFERENCING NEW TABLE AS made"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit.rows_made('id', 'school_id', '', '', '', 'name', '')"
    ),
    "drop the trigger against emptying": guard("DROP TRIGGER audit_emptied ON schools_person"),
    "narrow a trigger": guard(
        "CREATE OR REPLACE TRIGGER audit_row AFTER DELETE ON schools_person"
        " FOR EACH ROW EXECUTE FUNCTION audit.row_changed('id', 'school_id', '', '', '', '', '')"
    ),
    "give a trigger a condition": guard(
        "CREATE OR REPLACE TRIGGER audit_row AFTER UPDATE ON schools_person"
        " FOR EACH ROW WHEN (OLD.id < 0)"
        " EXECUTE FUNCTION audit.row_changed('id', 'school_id', '', '', '', '', '')"
    ),
    "disable what keeps the log": guard("ALTER TABLE audit.log DISABLE TRIGGER audit_kept"),
    "drop what keeps the log": guard("DROP TRIGGER audit_kept_whole ON audit.log"),
    "replace the function of the triggers": guard(
        "CREATE OR REPLACE FUNCTION audit.row_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
        " SET search_path = pg_catalog, audit, pg_temp AS 'BEGIN RETURN NULL; END'"
    ),
    "replace the function of new rows": guard(
        "CREATE OR REPLACE FUNCTION audit.rows_made() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
        " SET search_path = pg_catalog, audit, pg_temp AS 'BEGIN RETURN NULL; END'"
    ),
    "replace the function that says who": guard(
        "CREATE OR REPLACE FUNCTION audit.enter(subject text, OUT told jsonb, OUT open_batch integer)"
        " LANGUAGE plpgsql AS $$BEGIN told := '{}'; open_batch := 1; END$$"
    ),
    "replace the function that writes": guard(
        "CREATE OR REPLACE FUNCTION audit.write(action text, outcome text, subject text, subject_id text,"
        " school bigint, place bigint, before jsonb, after jsonb, detail jsonb) RETURNS void"
        " LANGUAGE plpgsql AS 'BEGIN END'"
    ),
    "let the function act for its caller": guard("ALTER FUNCTION audit.row_changed() SECURITY INVOKER"),
    "let the function look elsewhere": guard("ALTER FUNCTION audit.row_changed() RESET search_path"),
    "a function of the same name": guard(
        "CREATE FUNCTION audit.write(text) RETURNS void LANGUAGE sql AS 'SELECT NULL'"
    ),
    "let the application change records": guard("GRANT UPDATE ON audit.log TO lz_app"),
    "let the application add seals": guard("GRANT INSERT ON audit.seal TO lz_app"),
    "let everybody remove records": guard("GRANT DELETE ON audit.log TO PUBLIC"),
}


@pytest.fixture
def sealed(log) -> Iterator[None]:
    """Records of three batches, sealed; afterwards everything is put in its place again."""
    school = factories.school()
    for _batch in range(BATCHES):
        for _each in range(EACH):
            factories.person(school)
        seal_pending()
    yield
    execute_as_owner("DROP FUNCTION IF EXISTS audit.write(text)")
    with connection.as_owner(), connection.cursor() as cursor:
        install(cursor, "lz_app")
    assert guards_broken() == []


def test_what_nobody_touched_is_whole(sealed):
    report = verify()

    assert report.findings == ()
    assert (report.seals, report.unsealed) == (BATCHES, 0)
    assert report.records == AuditRecord.objects.count() >= BATCHES * EACH


SHARE = ("delete", "swap the actor", "cut off the tail with its seals", "drop a seal", "disable a trigger")


@pytest.mark.figure("kinds of tampering with the record that are not noticed", "none of at least 20")
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in SHARE else pytest.mark.security) for name in DEEDS]
)
def test_tampering_is_found(sealed, name):
    deed = DEEDS[name]
    assert verify().findings == ()

    execute_as_owner(deed.statement)
    found = verify().findings

    assert found != ()
    if deed.names_record:
        assert found[0].record is not None


def test_the_first_broken_record_is_named(sealed):
    first, second = AuditRecord.objects.filter(batch=2).order_by("pk")[:2]
    execute_as_owner(
        on_log(f"UPDATE audit.log SET actor = 'x' WHERE id IN ({first.pk}, {second.pk})").statement
    )

    assert [(one.batch, one.record) for one in verify().findings] == [(2, first.pk)]
