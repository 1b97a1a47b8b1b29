"""What the OpenAPI document says of every operation alike: headers, and the ways to be told no."""

from typing import Any

from api.http.problems import MEDIA_TYPE, Kind, ProblemOut

DESCRIPTION = """Read what pages show, and do what forms do, with the rights of the token's owner.

Whatever offices and schools do with findings, requests for waivers, notices, rounds and their answers,
filings and statements is an operation, `POST /…/{key}/{action}`; who reads a row finds in `open` what he may
do with it now. Evidence is not handed in through the API: files are attached and taken out on the pages.

Days are calendar days in China. Rows are named by their register numbers. Lists come in pages; `next` is the
cursor of the following one. Answers are in Chinese, or in English with `Accept-Language: en`."""

_PROBLEM = {"$ref": "#/components/schemas/ProblemOut"}
_ETAG = {
    "description": "the version of the answer, for If-None-Match and If-Match",
    "schema": {"type": "string"},
}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "an ETag: 304 if the answer is still the same",
    "schema": {"type": "string"},
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "the version the write is based on: the ETag of what was read (of an action the school, "
    "else the row itself), or its version in quotation marks",
    "schema": {"type": "string", "pattern": r'^(W/)?"[0-9]{1,9}(-[0-9a-f]{1,64})?"$'},
}
_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "any text of yours: the same request under the same key is done once",
    "schema": {"type": "string", "pattern": "^[0-9A-Za-z_-]{1,80}$"},
}
#: On operations that are based on nothing that was read before.
_IS_NEW = "x-based-on-nothing"
NEW = {_IS_NEW: True}
#: Statuses by what an operation is; reading is asked less. The count of a token may be waited for too long.
_READING = (
    Kind.MALFORMED, Kind.UNAUTHORIZED, Kind.FORBIDDEN, Kind.NOT_FOUND, Kind.CONFLICT, Kind.INVALID,
    Kind.TOO_MANY, Kind.UNAVAILABLE,
)  # fmt: skip
_WRITING = (*_READING, Kind.STALE, Kind.MEDIA, Kind.VERSION_NEEDED)


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with what the library does not know added to it."""
    schema = ProblemOut.model_json_schema(
        ref_template="#/components/schemas/{model}", mode="serialization", by_alias=False
    )
    document["components"]["schemas"] |= schema.pop("$defs") | {"ProblemOut": schema}
    for path in document["paths"].values():
        for method, operation in path.items():
            _complete(operation, reads=method == "get")
    return document


def _complete(operation: dict[str, Any], *, reads: bool) -> None:
    responses = operation["responses"]
    for kind in _READING if reads else _WRITING:
        responses[kind.status] = {
            "description": kind.word,
            "content": {MEDIA_TYPE: {"schema": _PROBLEM}},
        }
    if reads:
        responses[200]["headers"] = {"ETag": _ETAG}
        responses[304] = {"description": "not modified"}
        operation["parameters"] = [*operation["parameters"], _IF_NONE_MATCH]
    else:
        based = [] if operation.pop(_IS_NEW, False) else [_IF_MATCH]
        operation["parameters"] = [*operation["parameters"], *based, _IDEMPOTENCY_KEY]
    operation["responses"] = {str(status): responses[status] for status in sorted(responses)}
