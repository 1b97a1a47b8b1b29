"""Variables of the environment, and what the settings make of them."""

from pathlib import Path

import pytest

from config import env
from config.database import database_setting
from config.secret import secret_key_ensure

VAR = Path("/var-of-the-test")
APP = "postgresql://app:p%40ss@db.example:5433/county?sslmode=require"
OWNER = "postgresql://owner:other@db.example:5433/county"


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("", False), ("No", False)]
)
def test_flag_understands(monkeypatch, value, meant):
    monkeypatch.setenv("LZ_PROBE", value)

    assert env.flag("LZ_PROBE") is meant


def test_flag_refuses_to_guess(monkeypatch):
    monkeypatch.setenv("LZ_PROBE", "maybe")

    with pytest.raises(env.EnvError, match="LZ_PROBE='maybe'"):
        env.flag("LZ_PROBE")


def test_number_refuses_words(monkeypatch):
    monkeypatch.setenv("LZ_PROBE", "8")
    assert env.number("LZ_PROBE", 3) == 8
    monkeypatch.setenv("LZ_PROBE", "")
    assert env.number("LZ_PROBE", 3) == 3
    monkeypatch.setenv("LZ_PROBE", "many")
    with pytest.raises(env.EnvError, match="整数"):
        env.number("LZ_PROBE", 3)


def test_names_are_split_and_trimmed(monkeypatch):
    monkeypatch.setenv("LZ_PROBE", " a.example , b.example,, ")
    assert env.names("LZ_PROBE") == ["a.example", "b.example"]
    monkeypatch.delenv("LZ_PROBE")
    assert env.names("LZ_PROBE", ("c",)) == ["c"]


def test_folder_is_meant_from_the_project(monkeypatch, tmp_path):
    monkeypatch.setenv("LZ_PROBE", "other place")

    assert env.folder("LZ_PROBE", tmp_path / "var") == tmp_path / "other place"


def test_no_address_means_the_embedded_server():
    setting = database_setting(url="", owner_url="", var=VAR)

    assert setting["EMBEDDED"] == {"folder": VAR / "pg", "settings": {}, "os_user": "", "archive": None}


def test_addresses_name_server_and_both_logins():
    setting = database_setting(url=APP, owner_url=OWNER, var=VAR, pool_size=5)

    assert setting["EMBEDDED"] is None
    place = (setting["HOST"], setting["PORT"], setting["NAME"], setting["USER"], setting["PASSWORD"])
    assert place == ("db.example", "5433", "county", "app", "p@ss")
    assert setting["OPTIONS"]["sslmode"] == "require"
    assert setting["OPTIONS"]["pool"]["max_size"] == 5
    assert setting["OWNER"] == {"USER": "owner", "PASSWORD": "other"}


def test_one_address_makes_one_login():
    setting = database_setting(url=APP, owner_url="", var=VAR)

    assert setting["OWNER"] == {"USER": "app", "PASSWORD": "p@ss"}


@pytest.mark.parametrize(
    ("url", "owner_url", "said"),
    [
        ("mysql://a:b@c/d", "", "DATABASE_URL"),
        ("postgresql://host-only/", "", "user and database name"),
        ("", OWNER, "needs DATABASE_URL"),
        (APP, OWNER.replace("county", "city"), "different databases"),
    ],
)
def test_address_that_cannot_be_meant_is_refused(url, owner_url, said):
    with pytest.raises(env.EnvError, match=said):
        database_setting(url=url, owner_url=owner_url, var=VAR)


def test_secret_key_is_made_once_and_private(tmp_path):
    path = tmp_path / "var" / "secret_key"

    first = secret_key_ensure(path)

    assert len(first) >= 50
    assert secret_key_ensure(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secret_key"]
