"""The English catalogue as it is in the source, and the same put to work."""

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


@pytest.fixture(scope="session")
def catalogue():
    """Return the catalogue with every text and its translation."""
    from django.conf import settings

    with (settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as source:
        return read_po(source, locale="en")


@pytest.fixture
def english(catalogue, tmp_path, settings):
    """Put the catalogue to work, whether or not somebody has compiled it."""
    target = tmp_path / "en" / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as compiled:
        write_mo(compiled, catalogue)
    settings.LOCALE_PATHS = [tmp_path]
