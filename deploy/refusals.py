"""What a person has to mend first, said in Chinese and in English. Standard library only."""

import re

# what pip says, and what that means for a person; the first that matches counts
PIP_FAILURES = (
    (
        r"No space left on device",
        "磁盘空间不足,依赖包未能安装。请腾出至少 1.5 GB 后重试。",
        "The disk is full. Free at least 1.5 GB and run the command again.",
    ),
    (
        r"Python\.h|gcc|Failed building wheel|Failed to build|command 'cc'",
        "缺少编译器或 Python 头文件。请管理员运行:\n  apt-get install build-essential python3-dev",
        "A package has to be compiled, but the compiler or Python's headers are missing (Debian: see above).",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "下载的依赖包与锁定的校验值不一致,已拒绝安装。请检查软件源。",
        "A downloaded package does not have the locked hash and was refused. Check your package index.",
    ),
    (
        r"Connection|Max retries|service not known|timed out|Proxy|unreachable|CERTIFICATE|No matching dist",
        "无法从软件源下载依赖包。请检查网络或代理,或用环境变量 PIP_INDEX_URL 指定软件源。",
        "Packages cannot be downloaded. Check network and proxy, or name a package index in PIP_INDEX_URL.",
    ),
    (
        r"Permission denied",
        "没有写入权限。请以项目文件夹所有者的身份运行。",
        "Not allowed to write. Run as the owner of the project folder.",
    ),
)


class Refusal(Exception):
    """A plain message for a person; `detail` is what a program said."""

    def __init__(self, chinese, english, detail=""):
        self.chinese = chinese
        super().__init__("\n".join(part for part in (detail, chinese, english) if part))


def pip_failed(output):
    """The refusal that explains pip's output."""
    detail = "\n".join(output.strip().splitlines()[-15:]) + "\n"
    for pattern, chinese, english in PIP_FAILURES:
        if re.search(pattern, output):
            return Refusal(chinese, english, detail)
    return Refusal("依赖包安装失败,原因见上。", "The packages could not be installed: see above.", detail)


def python_too_old(found):
    """Our syntax and our libraries need a newer one."""
    return Refusal(
        f"需要 Python 3.11 或更高版本,当前为 {found}。请安装后运行:make PYTHON=python3.11 ...",
        f"Python 3.11 or newer is needed, this is {found}. Then run: make PYTHON=python3.11 ...",
    )


def venv_missing(output):
    """Debian ships Python without the module that makes environments."""
    return Refusal(
        "无法创建虚拟环境:缺少 venv 模块。请管理员运行:apt-get install python3-venv",
        "No virtual environment can be made: the venv module is missing (Debian: see above).",
        output[-1500:],
    )


def venv_of_another(path):
    """Made by another user, with a Python that is closed to us."""
    return Refusal(
        f"{path} 属于其他用户,且无法由您运行。请删除它,或以其所有者的身份运行。",
        f"{path} belongs to another user and does not run for you. Remove it, or run as its owner.",
    )


def no_room():
    """Said before anything is downloaded."""
    return Refusal(
        "磁盘空间不足:安装需要至少 1.5 GB 的空闲空间。",
        "Not enough room on the disk: installing needs 1.5 GB.",
    )


def not_writable(path):
    """The folder is somebody else's."""
    return Refusal(
        f"无法写入 {path}。请以其所有者的身份运行,或把项目复制到自己的文件夹中。",
        f"Cannot write to {path}. Run as its owner, or copy the project to a folder of your own.",
    )


def translation_broken(path, output):
    """A translator's slip, named."""
    return Refusal(f"翻译文件 {path} 有错误。", f"The translation {path} is broken.", output)


def browser_missing():
    """The tests of pages cannot run, and we may not install what they need."""
    return Refusal(
        "页面测试需要 Chromium 和中文字体。请管理员运行:apt-get install chromium fonts-noto-cjk\n"
        "(也可以用 LZ_CHROMIUM 指定浏览器程序)",
        "The tests of pages need Chromium and a Chinese font: see above, or name a browser in LZ_CHROMIUM.",
    )


def port_unusable(number, error, suggestion):
    """Somebody listens there, or it may not be had."""
    return Refusal(
        f"端口 {number} 不可用({error})。请换一个端口,例如:make demo PORT={suggestion}",
        f"Port {number} cannot be used. Take another, for example: make demo PORT={suggestion}",
    )
