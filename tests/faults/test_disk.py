"""A full disk: people are told in words, nothing half-written remains, and with room again it goes on."""

import subprocess
from contextlib import suppress

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone, translation

from accounts.models import User
from audit.sealing import seal_pending
from audit.verifying import verify
from config import faults
from config.backup import making
from config.backup.errors import BackupError
from config.backup.making import Source, backup_make
from config.backup.place import database_name, place_of_settings
from oversight.evidence import evidence_receive
from oversight.models import Evidence, Report
from oversight.reports.making import make_report
from oversight.reports.ordering import report_resume
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
PDF = b"%PDF-1.7\n"


@pytest.fixture
def small(tmp_path):
    """A disk of four megabytes; where this user may not mount one the test is left out."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this user may mount no disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def filled(small):
    """Return how the disk is filled but for so many bytes; the answer makes room again."""

    def fill(left=0):
        filler = small / "filler"
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(b"\0" * 4096)
        with filler.open("r+b") as file:
            file.truncate(max(filler.stat().st_size - left, 0))
        return filler.unlink

    return fill


@pytest.fixture
def files(settings, small):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "config.storage.WholeFiles", "OPTIONS": {"location": small / "files"}},
    }
    storages._storages.clear()
    yield small / "files"
    storages._storages.clear()


def hand_in(request):
    evidence_receive(user=User.objects.get(), place=factories.county(), upload=request.FILES["file"])
    return HttpResponse("done")


urlpatterns = [path("hand-in/", hand_in)]
handler500 = "config.faults.last_resort"


def left_in(folder):
    return [one.name for one in folder.rglob("*") if one.is_file()] if folder.exists() else []


def test_an_upload_is_refused_in_words_and_can_be_sent_again(settings, files, filled):
    settings.ROOT_URLCONF = __name__
    client, content = Client(), PDF + b"x" * 300_000
    client.force_login(factories.user(is_superuser=True))
    make_room = filled(left=100_000)

    def send():
        return client.post("/hand-in/", {"file": SimpleUploadedFile("记录.pdf", content)})

    refused = send()

    assert refused.status_code == 503
    assert int(refused["Retry-After"]) > 0
    assert str(faults.FULL.message) in refused.text
    assert (Evidence.objects.count(), left_in(files)) == (0, [])
    make_room()
    assert send().status_code == 200
    assert (files / Evidence.objects.get().file.name).read_bytes() == content


def test_a_report_says_why_and_goes_on_when_there_is_room(files, filled):
    factories.finding(factories.school(), "ORG-005")
    report = factories.report(factories.county(), kind="findings", format="xlsx")
    make_room = filled()

    assert make_report(report.pk) == "failed"

    report.refresh_from_db()
    assert "磁盘空间不足" in report.problem
    assert left_in(files) == []
    make_room()
    report_resume(report=report)
    assert make_report(report.pk) == "done"
    assert Report.objects.get().file.size > 0


def test_a_backup_leaves_nothing_and_is_made_when_there_is_room(
    small, filled, settings, tmp_path, monkeypatch
):
    settings.AUDIT_SEALS = tmp_path / "seals"
    monkeypatch.setattr(making, "ROOM_LEFT", -(10**12))  # the look beforehand is tried elsewhere
    source = Source(place_of_settings(), database_name())
    make_room = filled(left=40_000)

    with pytest.raises(BackupError, match="磁盘空间不足"):
        backup_make(source, small / "backups", timezone.now())

    assert [name for name in left_in(small) if name not in ("filler", ".lock")] == []
    make_room()
    assert backup_make(source, small / "backups", timezone.now()).is_dir()


def test_copies_of_seals_lose_no_half_line(small, filled, settings, django_db_setup):
    if django_db_setup is None:
        pytest.skip("only the embedded server lets tests be its superuser")
    django_db_setup.execute("ALTER SEQUENCE audit.batch RESTART")
    django_db_setup.execute("SELECT nextval('audit.batch')")
    settings.AUDIT_SEALS = small / "seals.jsonl"
    factories.user()
    seal_pending()
    whole = settings.AUDIT_SEALS.read_bytes()
    assert whole.count(b"\n") == 1
    make_room = filled()
    factories.user()
    for _each in range(40):
        factories.user()
        with suppress(OSError):
            seal_pending()
    text = settings.AUDIT_SEALS.read_bytes()
    assert text.endswith(b"\n")
    assert text.count(b"\n") < 42, "the disk was full before the end"

    make_room()
    factories.user()
    seal_pending()

    assert verify().findings == ()
    assert settings.AUDIT_SEALS.read_bytes().count(b"\n") == 42


def test_what_cannot_be_written_whole_is_not_there(files, filled):
    filled(left=50_000)
    storage = storages["default"]

    with pytest.raises(OSError, match="No space left"):
        storage.save("a/b", ContentFile(b"x" * 200_000))

    assert left_in(files) == []
    assert storage.save("a/c", ContentFile(b"x")) == "a/c"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_sentence_is_there_in_both_languages(language):
    with translation.override(language):
        assert str(faults.FULL.message)
