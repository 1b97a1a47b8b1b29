"""Order of Chinese names: by pinyin, the same on every machine."""

from pypinyin import Style, lazy_pinyin


def pinyin_key(text: str, *, length: int = 120) -> str:
    """Return the key that sorts ``text`` by syllables, then by tones, then by characters.

    The columns that keep it are compared byte by byte, so that the order does not depend on the
    collations a server happens to have. ``length`` is the size of the column.
    """
    spoken = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True)
    syllables = " ".join(part.rstrip("12345") for part in spoken).lower()
    tones = "".join(part[-1] for part in spoken if part[-1:].isdigit())
    return f"{syllables} {tones} {text}"[:length]
