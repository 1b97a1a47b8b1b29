"""The Chinese font of exported files: a wheel brings it, so that a bare PC needs nothing installed."""

from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

#: Noto Sans SC, SIL Open Font License 1.1.
PACKAGE, FILE = "pylopdf-fonts-zh-cn", "pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf"


class FontMissing(RuntimeError):
    """No Chinese font: PDF and PNG would show boxes instead of characters."""


@cache
def font_file() -> Path | None:
    """Return the font, or None where its package is not installed."""
    try:
        path = Path(str(distribution(PACKAGE).locate_file(FILE)))
    except PackageNotFoundError:
        return None
    return path if path.is_file() else None


def required_font() -> Path:
    """Return the font.

    Raises:
        FontMissing: if its package is not installed.

    """
    path = font_file()
    if path is None:
        raise FontMissing(PACKAGE)
    return path
