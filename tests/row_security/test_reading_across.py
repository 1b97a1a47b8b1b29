"""Where the application reads past the schools of the user: the list, which is complete, and why."""

import ast

from schools.row_security import reasons
from tests.security import lint

REASONS = {name: text for name, text in vars(reasons).items() if name.isupper()}
#: File and function → the reason given there, and whether it writes there as well.
PLACES: dict[tuple[str, str], tuple[str, bool]] = {
    ("exports/fixture_pack.py", "fixture_pack"): ("EXPORTED", False),
    ("exports/fixture_pack.py", "fixture_people"): ("EXPORTED", False),
    ("governance/compliance/reconcile.py", "findings_reconcile"): ("JUDGEMENT", True),
    ("governance/compliance/reconcile.py", "reconcile_many"): ("JUDGEMENT", True),
    ("governance/domain/facts/__init__.py", "load_facts"): ("NEIGHBOURS", False),
    ("governance/domain/operation.py", "operation"): ("ACT", True),
    ("governance/exchange/fixtures/scope.py", "_closed"): ("EXPORTED", False),
    ("governance/views/exports.py", "fixture"): ("EXPORTED", False),
    ("oversight/filings/numbers.py", "next_numbers"): ("TAKEN", False),
    ("oversight/notices/issuing.py", "_give_number"): ("TAKEN", False),
    ("oversight/trends/comparison.py", "Comparison.rows"): ("AVERAGES", False),
    ("privacy/views/exports.py", "_visible"): ("WATCHED", False),
    ("privacy/views/exports.py", "exports"): ("WATCHED", False),
    ("schools/querysets.py", "Scoped.validate_unique"): ("TAKEN", False),
    ("schools/querysets.py", "Scoped.validate_constraints"): ("TAKEN", False),
}


def used():
    """Return where the scope is made wider, with the name of the reason."""
    found = {}
    for path in lint.code():
        if "row_security" in path.parts:
            continue
        for function, call in calls(ast.parse(path.read_text(encoding="utf-8"))):
            reason = call.args[-1]
            name = reason.id if isinstance(reason, ast.Name) else "not a name"
            key = path.relative_to(lint.ROOT).as_posix(), function
            writes = any(keyword.arg == "writing" for keyword in call.keywords)
            found[key] = (name, writes or found.get(key, ("", False))[1])
    return found


def calls(tree, names=()):
    """Yield the calls with the name of the function they stand in, decorators with that of their own."""
    for node in ast.iter_child_nodes(tree):
        inside = names
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            inside = (*names, node.name)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("across_schools", "wider"):
            yield ".".join(names), node
        yield from calls(node, inside)


def test_every_place_is_listed_with_its_reason():
    assert used() == PLACES


def test_every_reason_is_a_sentence_and_used():
    assert {reason for reason, _writes in PLACES.values()} == REASONS.keys()
    assert all(len(text) > 20 for text in REASONS.values())
