"""The nouns of the desk that programs do something with."""

from api.http.writing import (
    answer_deeds,
    filing_deeds,
    finding_deeds,
    notice_deeds,
    round_deeds,
    statement_deeds,
    waiver_deeds,
)

_FILES = (
    finding_deeds, waiver_deeds, notice_deeds, round_deeds, answer_deeds, filing_deeds, statement_deeds,
)  # fmt: skip
ROUTERS = tuple(one.router for one in _FILES)
NOUNS = (
    finding_deeds.FINDINGS,
    waiver_deeds.WAIVER_REQUESTS,
    notice_deeds.NOTICES,
    round_deeds.ROUNDS,
    answer_deeds.ANSWERS,
    filing_deeds.FILINGS,
    statement_deeds.STATEMENTS,
)
