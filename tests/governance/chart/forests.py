"""Charts of any size and shape to draw."""

from dataclasses import replace
from random import Random

from governance.chart.cards import Card, Chart, Line


def cards(*rows):
    """Return cards from "key" or "key<parent"."""
    return tuple(Card(key, key, parent) for key, _sign, parent in (row.partition("<") for row in rows))


def chart(party=(), units=()):
    """Return a chart of these cards."""
    return Chart("图", Card("S", "学校"), "党组织", "内设机构", tuple(party), tuple(units))


def random_chart(number, seed):
    """Return a chart of so many cards, some trees bushy, some deep, some without a single top."""
    chance = Random(seed)  # noqa: S311 -- repeatable, no secret
    share = chance.choice((0.1, 0.3, 0.6))
    party = round(number * share)
    return chart(_trees("B", party, chance), _trees("U", number - party, chance))


def _trees(prefix, number, chance):
    tops, near = chance.choice((1, 2, 9)), chance.choice((3, 12, 10_000))
    lines = (Line("书记 张三"), Line("党员 12"))
    found = []
    for nth in range(number):
        parent = f"{prefix}{chance.randrange(max(0, nth - near), nth)}" if nth >= tops else ""
        found.append(Card(f"{prefix}{nth}", f"第{nth}个", parent, lines))
    return tuple(found)


def school_of(number):
    """Return a school of so many bodies: a committee over branches, campuses over grades over groups."""
    party = ["P", *(f"G{i}<P" for i in range(5))]
    party += [f"B{nth}<G{nth % 5}" for nth in range(number // 6)]
    units = [f"C{i}" for i in range(4)]
    units += [f"U{nth}<C{nth % 4}" for nth in range(number // 4)]
    units += [f"V{nth}<U{nth % (number // 4)}" for nth in range(number - len(party) - len(units))]
    return chart(_named(party, "党支部"), _named(units, "教研组"))


def _named(rows, word):
    lines = (Line("书记 张某某"), Line("党员 12 · 依托 七年级组"))
    return tuple(replace(card, title=f"{card.key}{word}", lines=lines) for card in cards(*rows))
