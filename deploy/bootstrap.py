"""What `make` does before there is anything to run: virtual environment, packages, browser, a free port.

Standard library only, and readable by any Python 3 so that an old one can be told that it is too old.
Every refusal says what is missing and how to get it, in Chinese and in English.
"""

import argparse
import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

OLDEST = (3, 11)
ROOM_NEEDED = 1536 * 1024 * 1024
PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
STAMP = "liangzhu-installed.txt"
MADE_BY_US = (".venv", "var", "staticfiles", "locale")

# what pip says, and what that means for a person; the first that matches counts
PIP_FAILURES = (
    (
        r"No space left on device",
        "磁盘空间不足,依赖包未能安装。请腾出至少 1.5 GB 后重试。",
        "The disk is full. Free at least 1.5 GB and run the command again.",
    ),
    (
        r"Python\.h|gcc|x86_64-linux-gnu|Failed building wheel|Failed to build|command 'cc'",
        "有依赖包需要编译,但缺少编译器或 Python 头文件。Debian/Ubuntu 请运行:apt-get install build-essential python3-dev",
        "A package has to be compiled, and the compiler or Python's headers are missing. "
        "On Debian or Ubuntu: apt-get install build-essential python3-dev",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "下载的依赖包与锁定的校验值不一致,已拒绝安装。请检查软件源。",
        "A downloaded package does not have the locked hash and was refused. Check the package index you use.",
    ),
    (
        r"Connection refused|Max retries|NewConnectionError|Name or service not known|Temporary failure|timed out|"
        r"ProxyError|Network is unreachable|CERTIFICATE_VERIFY|No matching distribution",
        "无法从软件源下载依赖包。请检查网络或代理;也可以用环境变量 PIP_INDEX_URL 指定可用的软件源。",
        "Packages cannot be downloaded. Check network and proxy, or name a package index in PIP_INDEX_URL.",
    ),
    (
        r"Permission denied",
        "没有写入权限。请以项目文件夹所有者的身份运行。",
        "Not allowed to write. Run as the owner of the project folder.",
    ),
)


class Refusal(Exception):
    """Something a person has to mend first."""

    def __init__(self, chinese, english, detail=""):
        super().__init__("\n".join(part for part in (detail, "", chinese, english) if part or part == ""))


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
    except Refusal as refusal:
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
        found = ".".join(str(part) for part in version[:2])
        raise Refusal(
            f"需要 Python 3.11 或更高版本,当前为 {found}。请安装后运行:make PYTHON=python3.11 …",
            f"Python 3.11 or newer is needed, this is {found}. Install one and run: make PYTHON=python3.11 ...",
        )


def venv_ensure():
    """A virtual environment whose Python starts for us, made with the Python that runs this."""
    if not os.access(PROJECT, os.W_OK) and not VENV.exists():
        raise not_writable(PROJECT)
    if VENV.exists():
        if venv_works():
            return
        if not os.access(VENV, os.W_OK):
            raise Refusal(
                f"{VENV} 属于其他用户,且无法由您运行。请删除它,或以其所有者的身份运行。",
                f"{VENV} belongs to another user and does not run for you. Remove it, or run as its owner.",
            )
        shutil.rmtree(str(VENV))
    room_check()
    done = run_quietly([sys.executable, "-m", "venv", str(VENV)])
    if done[0]:
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise Refusal(
            "无法创建虚拟环境:缺少 venv 模块。Debian/Ubuntu 请运行:apt-get install python3-venv",
            "No virtual environment can be made: the venv module is missing. "
            "On Debian or Ubuntu: apt-get install python3-venv",
            done[1][-1500:],
        )


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
    if not os.access(VENV, os.W_OK):
        raise not_writable(VENV)
    room_check()
    print("正在安装依赖包,首次需要几分钟 / Installing packages, a few minutes the first time ...", flush=True)
    command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes"]
    for lock in locks:
        command += ["-r", str(lock)]
    code, output = run_quietly(command)
    if code:
        raise pip_refusal(output)
    kept = wanted if installed.get("base") != wanted.get("base") else {**installed, **wanted}
    (VENV / STAMP).write_text("".join(f"{name} {value}\n" for name, value in sorted(kept.items())))


def stamp_read():
    """Which locks were installed, by name."""
    try:
        lines = (VENV / STAMP).read_text().splitlines()
    except FileNotFoundError:
        return {}
    return dict(line.split(" ", 1) for line in lines)


def pip_refusal(output):
    """The refusal that explains pip's output."""
    detail = "\n".join(output.strip().splitlines()[-15:])
    for pattern, chinese, english in PIP_FAILURES:
        if re.search(pattern, output):
            return Refusal(chinese, english, detail)
    return Refusal("依赖包安装失败,原因见上。", "The packages could not be installed; the reason is above.", detail)


def translations_compile():
    """Every `.po` under locale/ has an `.mo` that is not older."""
    for source in sorted((PROJECT / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        command = [str(VENV / "bin" / "pybabel"), "--quiet", "compile", "-i", str(source), "-o", str(target)]
        code, output = run_quietly(command)
        if code:
            raise Refusal(f"翻译文件 {source} 有错误。", f"The translation {source} is broken.", output)


def room_check():
    """Refuse to begin what the disk cannot hold."""
    if shutil.disk_usage(str(PROJECT)).free < ROOM_NEEDED:
        raise Refusal(
            "磁盘空间不足:安装需要至少 1.5 GB 的空闲空间。",
            "Not enough room on the disk: installing needs 1.5 GB.",
        )


def not_writable(path):
    """The refusal for a folder of somebody else's."""
    return Refusal(
        f"无法写入 {path}。请以其所有者的身份运行,或把项目复制到自己的文件夹中。",
        f"Cannot write to {path}. Run as its owner, or copy the project to a folder of your own.",
    )


def browser_ensure():
    """A browser and a Chinese font for the tests; installed when we may, asked for when not."""
    from deploy.browser import browser_path, has_chinese_font

    if browser_path() and has_chinese_font():
        return
    if os.environ.get("LZ_CHROMIUM") and not browser_path():
        raise Refusal(
            "LZ_CHROMIUM 所指的浏览器不存在。", "LZ_CHROMIUM names a browser that does not exist."
        )
    prefix = install_prefix()
    if prefix is not None:
        print("正在安装 Chromium 与中文字体 / Installing Chromium and a Chinese font ...", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-qq"], ["install", "-y", "-qq", "chromium", "fonts-noto-cjk"]):
            subprocess.run([*prefix, "apt-get", *words], env=environment, stdout=subprocess.DEVNULL, check=False)
    if not browser_path() or not has_chinese_font():
        raise Refusal(
            "页面测试需要 Chromium 和中文字体。请管理员运行:apt-get install chromium fonts-noto-cjk"
            "(也可以用 LZ_CHROMIUM 指定浏览器程序)。",
            "The tests of pages need Chromium and a Chinese font. Ask an administrator to run: "
            "apt-get install chromium fonts-noto-cjk (or name a browser's program in LZ_CHROMIUM).",
        )


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
            raise Refusal(
                f"端口 {number} 不可用({error})。请换一个端口,例如:make demo PORT={next_port(number)}",
                f"Port {number} cannot be used ({error}). Take another, for example: "
                f"make demo PORT={next_port(number)}",
            ) from None


def next_port(number):
    """A port to suggest."""
    return number + 1 if 1024 <= number < 65535 else 8001


def hand_over():
    """What root made in somebody's folder becomes his, so that he can go on without root."""
    owner = PROJECT.stat()
    if os.geteuid() != 0 or owner.st_uid == 0:
        return
    for name in MADE_BY_US:
        for folder, folders, files in os.walk(str(PROJECT / name)):
            for path in [folder] + [os.path.join(folder, entry) for entry in folders + files]:
                if os.lstat(path).st_uid == 0:
                    os.lchown(path, owner.st_uid, owner.st_gid)


def run_quietly(command):
    """Exit code and output of a command. The output goes through a file, so nothing can fill a pipe."""
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=False)
        output.seek(0)
        return done.returncode, output.read().decode(errors="replace")


if __name__ == "__main__":
    sys.path[0] = str(PROJECT)
    sys.exit(main())
