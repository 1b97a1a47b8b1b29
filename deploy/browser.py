"""The browser the tests drive: the system's Chromium or Chrome, never a downloaded one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_FONT_SIGNS = (
    "cjk",
    "notosanssc",
    "sourcehan",
    "wqy",
    "msyh",
    "pingfang",
    "uming",
    "ukai",
    "droidsansfallback",
)


def browser_path() -> str | None:
    """The program, or None. LZ_CHROMIUM names one, and then that one only."""
    named = os.environ.get("LZ_CHROMIUM", "").strip()
    if named:
        return shutil.which(named)
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def has_chinese_font() -> bool:
    """Whether Chinese text would be drawn, not boxes."""
    if shutil.which("fc-list"):
        listed = subprocess.run(
            ["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False
        )
        return bool(listed.stdout.strip())
    return any(
        _is_chinese_font(path)
        for folder in _FONT_FOLDERS
        for path in Path(folder).expanduser().rglob("*.tt*")
    )


def _is_chinese_font(path: Path) -> bool:
    name = path.name.lower().replace("-", "").replace("_", "")
    return any(sign in name for sign in _FONT_SIGNS)
