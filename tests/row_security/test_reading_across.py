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
#: Where a scope is taken that is no wider one, and whose it is.
SCOPES = {
    ("accounts/middleware/scope.py", "ScopeMiddleware.__call__"): "the user of the request",
    ("config/pg/scopes.py", "TellsScope.ask_aside"): "everybody: which places a user has is looked up",
    ("config/pg/scopes.py", "TellsScope._wanted"): "everybody: who asks is looked up",
    ("oversight/views/calendars.py", "calendar"): "the owner of the calendar, known by its secret address",
}


def used():
    """Return where the scope is made wider, with the name of the reason."""
    found = {}
    for path in lint.code():
        if "row_security" in path.parts:
            continue
        for function, call in calls(ast.parse(path.read_text(encoding="utf-8")), WIDER):
            reason = call.args[-1]
            name = reason.id if isinstance(reason, ast.Name) else "not a name"
            key = path.relative_to(lint.ROOT).as_posix(), function
            writes = any(keyword.arg == "writing" for keyword in call.keywords)
            found[key] = (name, writes or found.get(key, ("", False))[1])
    return found


#: What makes a scope wider, and what takes another one.
WIDER, OTHER = ("across_schools", "wider"), ("within", "each_within", "work_for_everybody")


def calls(tree, sought, names=()):
    """Yield the calls with the name of the function they stand in, decorators with that of their own."""
    for node in ast.iter_child_nodes(tree):
        inside = names
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            inside = (*names, node.name)
        called = (
            getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        )
        if called in sought:
            yield ".".join(names), node
        yield from calls(node, sought, inside)


def test_every_place_is_listed_with_its_reason():
    assert used() == PLACES


def test_every_reason_is_a_sentence_and_used():
    assert {reason for reason, _writes in PLACES.values()} == REASONS.keys()
    assert all(len(text) > 20 for text in REASONS.values())


def test_every_place_that_takes_another_scope_is_listed():
    found = {
        (path.relative_to(lint.ROOT).as_posix(), function)
        for path in lint.code()
        if "row_security" not in path.parts
        for function, _call in calls(ast.parse(path.read_text(encoding="utf-8")), OTHER)
    }

    assert found == SCOPES.keys()
