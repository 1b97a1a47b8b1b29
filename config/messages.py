"""Find the strings to translate, in Python and in templates, without the gettext programs.

`python -m config.messages` (`make messages`) brings the catalogues under locale/ up to date: new strings come
in empty, strings nobody uses any more go out. The tests fail while one is empty.
"""

from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PROJECT = Path(__file__).resolve().parent.parent

#: What marks a string, and which of its arguments are text; `c` is the context.
KEYWORDS = {
    "_": None,
    "_say": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def extract_template(
    file: BinaryIO, keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, Any, list[str]]]:
    """Yield what a Django template marks for translation; an extraction method of Babel."""
    code = templatize(file.read().decode())
    # the blanked text around the calls keeps its indentation, which means nothing inside brackets
    return extract_python(BytesIO(f"({code})".encode()), keywords, comment_tags, options)


#: The first pattern that fits a path decides.
METHODS = (
    ("tests/**", "ignore"),
    ("var/**", "ignore"),
    ("staticfiles/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", extract_template),
    ("templates/**.html", extract_template),
    ("templates/**.txt", extract_template),  # mails
)


def messages_of(project: Path = PROJECT) -> Catalog:
    """Return every string of the project that is marked for translation, with the files that use it."""
    found = Catalog()
    for name, _line, message, comments, context in extract_from_dir(project, METHODS, keywords=KEYWORDS):
        found.add(message, locations=[(Path(name).as_posix(), None)], auto_comments=comments, context=context)
    return found


def catalogue_update(path: Path, messages: Catalog) -> Catalog:
    """Write the catalogue at ``path`` with exactly these messages; translations stay."""
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parents[1].name, domain=path.stem)
    catalogue.update(messages, no_fuzzy_matching=True, update_creation_date=False)
    with path.open("wb") as target:
        write_po(target, catalogue, width=110, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return catalogue


if __name__ == "__main__":
    messages = messages_of()
    for path in sorted((PROJECT / "locale").glob("*/LC_MESSAGES/*.po")):
        catalogue_update(path, messages)
