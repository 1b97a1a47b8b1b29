"""The database stops what takes too long, and people are told in words; nothing half done stays."""

import threading
import time

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from config import faults
from config.pg import patience
from config.pg.patience import OWNER, WEB, WORK, Patience
from governance.actions.references import reference_to
from governance.domain.locks import SCHOOL_LOCK
from governance.models import ChangeSet
from schools.models import School, Unit
from tests import factories
from tests.governance.views.acted import Scene, on_paper
from tests.structures import general_branch

pytestmark = pytest.mark.django_db(transaction=True)
#: Long enough for what is not held up, short enough to wait for.
SHORT = Patience(statement=900, lock=300, idle=400)
SLOWER_THAN_ALLOWED = 2.0


def _rename(name):
    School.objects.update(name=name)


def slow(_request):
    with transaction.atomic(), connection.cursor() as cursor:
        _rename("改了一半")
        cursor.execute("SELECT pg_sleep(%s)", [SLOWER_THAN_ALLOWED])
    return HttpResponse("done")


def waiting(_request):
    with transaction.atomic():
        get_user_model().objects.update(display_name="改了一半")
        School.objects.select_for_update().first()
    return HttpResponse("done")


def idle(_request):
    with transaction.atomic():
        _rename("改了一半")
        time.sleep(SHORT.idle / 1000 * 2)
        School.objects.first()
    return HttpResponse("done")


def ours(_request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    return HttpResponse("done")


urlpatterns = [
    path("slow/", slow),
    path("waiting/", waiting),
    path("idle/", idle),
    path("ours/", ours),
    path("", include("config.urls")),
]
handler500 = "config.faults.last_resort"


@pytest.fixture
def web(monkeypatch):
    """Give this process the connections of a web server, less patient still."""
    connection.close()
    connection.close_pool()
    monkeypatch.setattr(patience.Process, "web", True)
    monkeypatch.setattr(patience, "WEB", SHORT)
    yield
    connection.close()
    connection.close_pool()


@pytest.fixture
def another(transactional_db):
    """Return a connection of somebody else, in a transaction."""
    params = connection.get_connection_params()
    wanted = {name: params[name] for name in ("host", "port", "user", "password", "dbname") if name in params}
    with psycopg.connect(**wanted) as other:
        other.execute("SET lz.reads = 'all'; SET lz.writes = 'all'")
        other.commit()
        yield other


@pytest.fixture
def school(settings):
    settings.ROOT_URLCONF = __name__
    return factories.school(name="演示学校")


def _shown(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


def _settings():
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    return [_shown(name) for name in names]


def test_the_web_is_given_seconds_and_work_minutes(monkeypatch):
    assert _settings() == ["15min", "5min", "15min"]
    connection.close()
    connection.close_pool()
    monkeypatch.setattr(patience.Process, "web", True)

    try:
        assert _settings() == ["5s", "3s", "30s"]
        with connection.as_owner():
            assert _settings() == ["0", "1min", "0"]
    finally:
        connection.close()
        connection.close_pool()
    assert (WEB.statement, WEB.lock, WEB.idle) == (5_000, 3_000, 30_000)
    assert WORK.statement > WEB.statement
    assert OWNER.statement == 0


def _told(answer, status, part):
    assert answer.status_code == status
    assert int(answer["Retry-After"]) > 0
    assert answer["Cache-Control"] == "no-store"
    assert part in answer.text


def test_a_statement_that_takes_too_long_is_stopped(web, school, client):
    _told(client.get("/slow/"), 503, "这次查询用时过长")

    assert School.objects.get().name == "演示学校"


def test_a_lock_that_somebody_holds_is_a_conflict(web, school, client, another):
    user = factories.user(is_superuser=True)
    client.force_login(user)
    another.execute("SELECT 1 FROM schools_school FOR UPDATE")

    _told(client.get("/waiting/"), 409, "有别的操作正在使用同样的数据")

    user.refresh_from_db()
    assert user.display_name == ""
    another.rollback()
    assert client.get("/waiting/").text == "done"


def test_a_transaction_left_lying_is_ended_and_the_next_request_works(web, school, client):
    _told(client.get("/idle/"), 503, "数据库暂时无法使用")

    assert School.objects.get().name == "演示学校"
    assert client.get("/healthz").status_code == 200


def test_programs_get_data(web, school, client):
    answer = client.get("/slow/", headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()) == (503, {"message": str(faults.SLOW.message), "changes": []})


def test_an_error_of_ours_stays_one(web, school):
    client = Client(raise_request_exception=False)

    answer = client.get("/ours/")

    assert answer.status_code == 500
    assert "Retry-After" not in answer


def test_an_act_on_a_school_that_is_being_changed_keeps_what_was_typed(web, client, another):
    scene = Scene(general_branch())
    user = factories.user()
    factories.grant(user, scene.school)
    client.force_login(user)
    values = {"node": reference_to(scene.school), "name": "语文教研组", "kind": "subject"}
    place = reverse("governance:school_action", args=[scene.school.code, "unit_create"])
    before = Unit.objects.count()
    another.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SCHOOL_LOCK, scene.school.pk])

    answer = client.post(place, on_paper(values))

    assert answer.status_code == 409
    assert "有人正在同时修改相关资料" in answer.text
    assert 'value="语文教研组"' in answer.text
    assert (Unit.objects.count(), ChangeSet.objects.count()) == (before, 0)
    another.rollback()
    assert client.post(place, on_paper(values)).status_code == 303
    assert Unit.objects.count() == before + 1


def test_a_session_that_cannot_be_read_is_answered_as_well(web, school, another):
    user = factories.user()
    client = Client(raise_request_exception=False)
    client.force_login(user)
    another.execute("LOCK TABLE django_session IN ACCESS EXCLUSIVE MODE")

    _told(client.get(reverse("accounts:home")), 409, "有别的操作正在使用同样的数据")


def test_who_waits_behind_a_long_wait_is_let_go_too(web, school, another):
    clients = [Client() for _ in range(4)]
    for one in clients:
        one.force_login(factories.user(is_superuser=True))
    another.execute("SELECT 1 FROM schools_school FOR UPDATE")
    answers = []

    def ask(one):
        try:
            answers.append(one.get("/waiting/").status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=[one]) for one in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [409] * 4


class _Cause(Exception):
    def __init__(self, sqlstate):
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("sqlstate", "fault"),
    [
        ("55P03", faults.BUSY),
        ("40P01", faults.BUSY),
        ("40001", faults.BUSY),
        ("57014", faults.SLOW),
        ("25P03", faults.AWAY),
        ("25006", faults.AWAY),
        ("53100", faults.FULL),
        ("53300", faults.AWAY),
        ("57P01", faults.AWAY),
        ("08006", faults.AWAY),
        (None, faults.AWAY),
        ("22012", None),
        ("42P01", None),
    ],
)
def test_every_stop_has_its_answer(sqlstate, fault):
    problem = OperationalError("stopped")
    problem.__cause__ = _Cause(sqlstate)

    assert faults.fault_of(problem) is fault


def test_what_does_not_come_from_the_database_is_none():
    assert faults.fault_of(ValueError("57014")) is None
    assert faults.fault_of(None) is None
