"""Order of Chinese names: by pinyin, the same on every machine."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin

#: A text this short is a person's name: its characters are read one by one, each once for all names.
_NAME = 4


def pinyin_key(text: str, *, length: int = 120) -> str:
    """Return the key that sorts ``text`` by syllables, then by tones, then by characters.

    The columns that keep it are compared byte by byte, so that the order does not depend on the
    collations a server happens to have. ``length`` is the size of the column.
    """
    spoken = [_character(character) for character in text] if len(text) <= _NAME else _phrase(text)
    syllables = " ".join(part.rstrip("12345") for part in spoken).lower()
    tones = "".join(part[-1] for part in spoken if part[-1:].isdigit())
    return f"{syllables} {tones} {text}"[:length]


def _phrase(text: str) -> list[str]:
    return lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True)


@lru_cache(maxsize=8192)
def _character(character: str) -> str:
    return "".join(_phrase(character))
