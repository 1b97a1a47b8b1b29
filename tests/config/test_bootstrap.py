"""What the installer says when something is missing, and that it leaves alone what is there."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import bootstrap, browser, refusals

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty project folder with a blank in its path."""
    folder = tmp_path / "a project"
    (folder / "requirements").mkdir(parents=True)
    for name in ("base", "dev"):
        (folder / "requirements" / f"{name}.txt").write_text("")
    monkeypatch.setattr(bootstrap, "PROJECT", folder)
    monkeypatch.setattr(bootstrap, "VENV", folder / ".venv")
    return folder


def test_old_python_is_told_which_one_is_needed():
    with pytest.raises(refusals.Refusal, match=r"需要 Python 3\.11 或更高版本,当前为 3\.9"):
        bootstrap.python_check((3, 9, 2))


@pytest.mark.parametrize(
    ("output", "meant"),
    [
        ("ERROR: [Errno 28] No space left on device", "磁盘空间不足"),
        ("fatal error: Python.h: No such file or directory", "python3-dev"),
        ("error: command 'gcc' failed: No such file or directory", "build-essential"),
        ("NewConnectionError: Connection refused", "PIP_INDEX_URL"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "校验值"),
        ("PermissionError: [Errno 13] Permission denied: '/x'", "所有者"),
        ("something nobody has seen", "原因见上"),
    ],
)
def test_failure_of_pip_is_explained(output, meant):
    refusal = refusals.pip_failed(output)

    assert meant in refusal.chinese
    assert output in str(refusal)


def test_taken_port_is_named_with_another_to_take(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]

        code = bootstrap.main(["port", str(number)])

    said = capsys.readouterr().err
    assert code == 1
    assert f"端口 {number} 不可用" in said
    assert f"PORT={number + 1}" in said


def test_free_port_passes():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]

    assert bootstrap.main(["port", str(number)]) == 0


def test_setup_mends_a_broken_environment_rests_when_done_and_explains_a_failure(
    project, monkeypatch, capsys
):
    python = project / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(project / "gone")

    assert bootstrap.main(["setup"]) == 0
    assert bootstrap.venv_works()
    assert set(bootstrap.stamp_read()) == {"base"}

    made = [path.lstat().st_mtime_ns for path in (python, project / ".venv" / bootstrap.STAMP)]
    assert bootstrap.main(["setup"]) == 0
    assert [path.lstat().st_mtime_ns for path in (python, project / ".venv" / bootstrap.STAMP)] == made

    monkeypatch.setenv("PIP_NO_INDEX", "1")
    lock = project / "requirements" / "base.txt"
    lock.write_text("no-such-package==1.0 --hash=sha256:" + "0" * 64 + "\n")
    assert bootstrap.main(["setup"]) == 1
    assert "PIP_INDEX_URL" in capsys.readouterr().err


def test_full_disk_is_said_before_anything_is_made(project, monkeypatch):
    monkeypatch.setattr(bootstrap, "ROOM_NEEDED", 2**62)

    with pytest.raises(refusals.Refusal, match=r"1\.5 GB"):
        bootstrap.venv_ensure()
    assert not (project / ".venv").exists()


def test_named_browser_is_the_only_one_asked_for(monkeypatch):
    monkeypatch.setenv("LZ_CHROMIUM", sys.executable)
    assert browser.browser_path() == sys.executable
    monkeypatch.setenv("LZ_CHROMIUM", "/no/such/browser")
    assert browser.browser_path() is None


def test_browser_that_cannot_be_installed_is_asked_for(monkeypatch):
    monkeypatch.setenv("LZ_CHROMIUM", "/no/such/browser")
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(refusals.Refusal, match="apt-get install chromium fonts-noto-cjk"):
        bootstrap.browser_ensure()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files for others")
def test_what_root_made_in_a_folder_of_somebody_else_is_handed_over(project):
    (project / "staticfiles" / "css").mkdir(parents=True)
    (project / "staticfiles" / "css" / "a.css").write_text("")
    os.chown(project, 54321, 54321)

    bootstrap.hand_over()

    assert {path.stat().st_uid for path in (project / "staticfiles").rglob("*")} == {54321}


def test_locks_name_no_host_and_no_path():
    for lock in (PROJECT / "requirements").glob("*.txt"):
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text


def test_make_knows_every_target_the_readme_may_name():
    targets = ["setup", "demo", "demo-data", "run", "test", "lint", "check", "bench", "docs", "screenshots"]

    done = subprocess.run(
        ["make", "--dry-run", *targets], cwd=PROJECT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
