"""English: every string has a text, with the same placeholders, in English."""

import re
from string import Formatter

from config.messages import catalogue_update, messages_of
from tests.translations.chinese import CHINESE

#: Terms and names may be quoted as they are written.
QUOTED = re.compile(r"“[^”]*”")
PERCENT = re.compile(r"%\((\w+)\)[sd]")


def texts_of(message):
    """Return the singular and plural forms of a string or of its translation."""
    return [message] if isinstance(message, str) else list(message)


def placeholders(text):
    return set(PERCENT.findall(text)) | {
        name for _text, name, *_ in Formatter().parse(text) if name is not None
    }


def test_every_string_has_an_english_text(catalogue):
    wanted = {(message.context, message.id) for message in messages_of() if message.id}
    done = {(m.context, m.id) for m in catalogue if m.id and all(texts_of(m.string)) and not m.fuzzy}

    assert len(wanted) > 1000
    assert sorted(wanted - done, key=str) == []


def test_the_catalogue_keeps_nothing_that_nobody_uses(catalogue):
    used = {(message.context, message.id) for message in messages_of() if message.id}

    assert sorted({(m.context, m.id) for m in catalogue if m.id} - used, key=str) == []


def test_placeholders_are_the_same(catalogue):
    wrong = [
        (message.id, text)
        for message in catalogue
        if message.id
        for text in texts_of(message.string)
        if placeholders(text) != placeholders(texts_of(message.id)[0])
    ]

    assert wrong == []


def test_english_texts_are_english(catalogue):
    texts = [text for message in catalogue if message.id for text in texts_of(message.string)]

    assert [text for text in texts if CHINESE.search(QUOTED.sub("", text))] == []


def test_a_new_string_comes_in_empty_and_an_unused_one_goes_out(tmp_path):
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr ""\n\nmsgid "旧"\nmsgstr "old"\n\nmsgid "书记"\nmsgstr "Secretary"\n')

    catalogue_update(path, messages_of())
    found = {line for line in path.read_text().splitlines() if line in {'msgid "旧"', 'msgstr "Secretary"'}}

    assert found == {'msgstr "Secretary"'}
