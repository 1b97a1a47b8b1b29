"""What `make` does before there is anything to run: virtual environment, packages, browser, a free port.

Run from the project folder as `python -m deploy.bootstrap`. Standard library only, and readable by any
Python 3, so that an old one can be told that it is too old. Every refusal says what is missing and how to get
it, in Chinese and in English.
"""

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from deploy import refusals

OLDEST = (3, 11)
ROOM_NEEDED = 1536 * 1024 * 1024
PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
STAMP = "liangzhu-installed.txt"
FIRST_OPEN_PORT, LAST_PORT = 1024, 65535
MADE_BY_US = (".venv", "var", "staticfiles", "locale")


def main(arguments=None):
    """Do one step; exit code 1 and a plain message when it cannot be done."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("setup").add_argument("--dev", action="store_true")
    steps.add_parser("browser")
    steps.add_parser("port").add_argument("number", type=int)
    steps.add_parser("hand-over")
    asked = parser.parse_args(arguments)
    try:
        python_check(sys.version_info)
        if asked.step == "setup":
            setup(dev=asked.dev)
        elif asked.step == "browser":
            browser_ensure()
        elif asked.step == "port":
            port_check(asked.number)
        else:
            hand_over()
    except refusals.Refusal as refusal:
        print(str(refusal), file=sys.stderr)
        return 1
    return 0


def setup(dev):
    """A virtual environment with the locked packages and compiled translations, whatever was there before."""
    venv_ensure()
    packages_ensure(["base", "dev"] if dev else ["base"])
    translations_compile()
    hand_over()


def python_check(version):
    """Refuse a Python that is too old."""
    if tuple(version[:2]) < OLDEST:
        raise refusals.python_too_old(".".join(str(part) for part in version[:2]))


def venv_ensure():
    """A virtual environment whose Python starts for us, made with the Python that runs this."""
    if VENV.exists():
        if venv_works():
            return
        if not os.access(str(VENV), os.W_OK):
            raise refusals.venv_of_another(VENV)
        shutil.rmtree(str(VENV))
    if not os.access(str(PROJECT), os.W_OK):
        raise refusals.not_writable(PROJECT)
    room_check()
    code, output = run_quietly([sys.executable, "-m", "venv", str(VENV)])
    if code:
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise refusals.venv_missing(output)


def venv_works():
    """Whether the environment's Python runs and has pip; one made by another user's Python may not."""
    try:
        return run_quietly([str(VENV / "bin" / "python"), "-c", "import pip"])[0] == 0
    except OSError:
        return False


def packages_ensure(names):
    """The locked packages are installed; nothing is downloaded while the locks stay the same."""
    locks = [PROJECT / "requirements" / f"{name}.txt" for name in names]
    wanted = {lock.stem: hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks}
    installed = stamp_read()
    if all(installed.get(name) == value for name, value in wanted.items()):
        return
    if not os.access(str(VENV), os.W_OK):
        raise refusals.not_writable(VENV)
    room_check()
    print("正在安装依赖包,首次需要几分钟 / Installing packages, a few minutes the first time ...", flush=True)
    command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    code, output = run_quietly([*command, "--require-hashes", *(f"--requirement={lock}" for lock in locks)])
    if code:
        raise refusals.pip_failed(output)
    kept = wanted if installed.get("base") != wanted.get("base") else {**installed, **wanted}
    (VENV / STAMP).write_text("".join(f"{name} {value}\n" for name, value in sorted(kept.items())))


def stamp_read():
    """Which locks were installed, by name."""
    try:
        lines = (VENV / STAMP).read_text().splitlines()
    except FileNotFoundError:
        return {}
    return dict(line.split(" ", 1) for line in lines)


def translations_compile():
    """Every `.po` under locale/ has an `.mo` that is not older."""
    for source in sorted((PROJECT / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        command = [str(VENV / "bin" / "pybabel"), "--quiet", "compile", "-i", str(source), "-o", str(target)]
        code, output = run_quietly(command)
        if code:
            raise refusals.translation_broken(source, output)


def room_check():
    """Refuse to begin what the disk cannot hold."""
    if shutil.disk_usage(str(PROJECT)).free < ROOM_NEEDED:
        raise refusals.no_room()


def browser_ensure():
    """A browser and a Chinese font for the tests; installed when we may, asked for when not."""
    from deploy.browser import browser_path, has_chinese_font  # after the check of Python's version

    if browser_path() and has_chinese_font():
        return
    prefix = install_prefix()
    if prefix is not None:
        print("正在安装 Chromium 与中文字体 / Installing Chromium and a Chinese font ...", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-qq"], ["install", "-y", "-qq", "chromium", "fonts-noto-cjk"]):
            command = [*prefix, "apt-get", *words]
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    if not browser_path() or not has_chinese_font():
        raise refusals.browser_missing()


def install_prefix():
    """What goes before `apt-get`: nothing for root, sudo where it asks nothing, None where we may not."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run_quietly(["sudo", "-n", "true"])[0] == 0:
        return ["sudo", "-n"]
    return None


def port_check(number):
    """Refuse a port somebody listens on, before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except (OSError, OverflowError) as error:
            suggestion = number + 1 if FIRST_OPEN_PORT <= number < LAST_PORT else 8001
            raise refusals.port_unusable(number, error, suggestion) from None


def hand_over():
    """What root made in somebody's folder becomes his, so that he can go on without root."""
    owner = PROJECT.stat()
    if os.geteuid() != 0 or owner.st_uid == 0:
        return
    for name in MADE_BY_US:
        for folder, folders, files in os.walk(str(PROJECT / name)):
            for path in [Path(folder), *(Path(folder) / entry for entry in folders + files)]:
                if path.lstat().st_uid == 0:
                    os.lchown(str(path), owner.st_uid, owner.st_gid)


def run_quietly(command):
    """Exit code and output of a command. The output goes through a file, so nothing can fill a pipe."""
    with tempfile.TemporaryFile() as output:
        code = subprocess.call(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        output.seek(0)
        return code, output.read().decode(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
