"""Asking a running server everything its description allows, and what it does not, as one role."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    missing_required_header,
    unsupported_method,
    ignored_auth,
]
#: What of a request is made true, so that it reaches further than to the first lock: by the first part of the
#: address the values of path parameters that exist; the version of now is the value of ``version``.
Known = dict[str, dict[str, Any]]
assert positive_data_acceptance  # not asked: values of the right form may still name nothing


@dataclass
class Run:
    """One role's questions to the server at ``url``."""

    url: str
    secret: str
    known: Known
    failures: list[str] = field(default_factory=list)
    asked: int = 0
    statuses: Counter[int] = field(default_factory=Counter)

    def all(self, document: dict[str, Any], *, examples: int, share: slice = slice(None)) -> None:
        """Ask about a share of the operations, each ``examples`` times rightly and wrongly."""
        for operation in list(_operations(document))[share]:
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                self._ask(operation, mode, examples)

    def _ask(self, operation: Any, mode: GenerationMode, examples: int) -> None:
        @settings(
            max_examples=examples,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def check(case: Any) -> None:
            self.asked += 1
            if mode == GenerationMode.POSITIVE:
                self._make_true(case)
            response = case.call(base_url=self.url, headers={"Authorization": f"Bearer {self.secret}"})
            # a wrong request may be one without its token
            self.statuses[response.status_code] += "Authorization" in response.request.headers
            try:
                case.validate_response(response, checks=CHECKS)
            except FailureGroup as problem:  # every failure is listed, then the test fails
                self.failures.append(f"{operation.label} {mode.value}: {problem}")

        try:
            check()
        except Exception as problem:  # noqa: BLE001 -- see above
            self.failures.append(f"{operation.label} {mode.value}: {problem!r}")

    def _make_true(self, case: Any) -> None:
        """Name what exists in the path, and the version of now."""
        noun = next((name for name in self.known if f"/{name}/" in case.path), "schools")
        known = self.known[noun]
        for name, value in known.items():
            if self.asked % 4 and name in (case.path_parameters or {}):
                case.path_parameters[name] = value
        if self.asked % 4 and "If-Match" in (case.headers or {}):
            case.headers["If-Match"] = f'"{known["version"]()}"'


def _operations(document: dict[str, Any]) -> Iterator[Any]:
    for found in schemathesis.openapi.from_dict(document).get_all_operations():
        yield found.ok()
