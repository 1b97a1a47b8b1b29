"""Reading the code for ways around a scope: what is found must be excused by name and with a reason."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "accounts",
    "api",
    "audit",
    "config",
    "exports",
    "governance",
    "intake",
    "oversight",
    "privacy",
    "schools",
)
#: Where requests are answered: rows come from ``visible_to`` here, or from a function that took a user.
ANSWERING = (
    "accounts/admin.py", "accounts/code_forms.py", "accounts/forms.py", "accounts/views/*.py",
    "accounts/grants/*.py",
    "api/forms/*.py", "api/http/**/*.py", "api/views/*.py", "api/webhooks/*.py",
    "audit/views.py", "config/*.py", "exports/forms.py", "exports/views/*.py", "governance/admin/*.py",
    "governance/forms/**/*.py", "governance/setup/**/*.py", "governance/views/*.py",
    "intake/forms/*.py", "intake/views/*.py",
    "oversight/admin.py", "oversight/forms/*.py", "oversight/views/*.py",
    "privacy/views/*.py", "privacy/forms/*.py", "schools/forms.py",
)  # fmt: skip
MANAGERS = ("objects", "_default_manager", "_base_manager")
#: Ways to begin that hand out no rows of anybody.
HARMLESS = ("none", "visible_to", "create", "bulk_create", "model")


@dataclass(frozen=True, order=True)
class Found:
    """Something in the code that needs an excuse."""

    path: str
    function: str
    what: str


def files(*patterns: str) -> Iterator[Path]:
    """Yield the files of the patterns, each once."""
    yield from sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()})


def code() -> Iterator[Path]:
    """Yield every file of ours that is run, migrations left out."""
    found = files(*(f"{name}/**/*.py" for name in PACKAGES))
    yield from (path for path in found if "migrations" not in path.parts)


class _Reader(ast.NodeVisitor):
    """Walks a file, and knows in which function it is."""

    def __init__(self, path: Path):
        self.path = path.relative_to(ROOT).as_posix()
        self.names: list[str] = []
        self.chain: list[ast.AST] = []
        self.found: list[Found] = []

    def visit(self, node):
        """Look at the node with what it stands in."""
        named = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        self.names += [node.name] if named else []
        self.look(node)
        self.chain.append(node)
        self.generic_visit(node)
        self.chain.pop()
        if named:
            self.names.pop()

    def note(self, what: str) -> None:
        """Keep what was found here."""
        self.found.append(Found(self.path, ".".join(self.names), what))

    def look(self, node: ast.AST) -> None:
        """Say what is wrong with the node."""
        raise NotImplementedError


class Unscoped(_Reader):
    """Managers of models with a scope that are asked without ``visible_to``."""

    def __init__(self, path: Path, models: frozenset[str]):
        super().__init__(path)
        self.models = models

    def look(self, node: ast.AST) -> None:
        """Note ``Model.objects…`` without the question who asks, and shortcuts that take a model."""
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            base = node.value
            name = base.id if isinstance(base, ast.Name) else "?"
            is_scoped = name in self.models or not isinstance(base, ast.Name) or not name[:1].isupper()
            calls = self._calls()
            if is_scoped and "visible_to" not in calls and (not calls or calls[0] not in HARMLESS):
                self.note(f"{name}.{node.attr}.{calls[0] if calls else ''}")
        if isinstance(node, ast.Call) and getattr(node.func, "id", "").startswith("get_"):
            first = node.args[0] if node.args else None
            if node.func.id.endswith("_or_404") and isinstance(first, ast.Name) and first.id in self.models:
                self.note(f"{node.func.id}({first.id})")

    def _calls(self) -> list[str]:
        """Return the names of what is called on it, one after the other."""
        names = []
        for node in reversed(self.chain):
            if isinstance(node, ast.Attribute):
                names.append(node.attr)
            elif not isinstance(node, ast.Call):
                break
        return names


class Unsafe(_Reader):
    """Shortcuts that trust what was sent: every field, marked as safe, put into SQL or into HTML."""

    def look(self, node: ast.AST) -> None:
        """Note ``fields = "__all__"``, ``mark_safe``, ``**request.POST``, and triggers put to sleep."""
        if isinstance(node, ast.Constant) and node.value == "__all__":
            self.note("__all__")
        if isinstance(node, ast.Call):
            self._look_at_call(node)
        if isinstance(node, ast.keyword) and node.arg is None and _is_request(node.value):
            self.note("**request")
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if key is None and _is_request(value):
                    self.note("**request")

    def _look_at_call(self, node: ast.Call) -> None:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in ("mark_safe", "SafeString", "SafeText"):
            self.note(name)
        if isinstance(node.func, ast.Name) and name in ("eval", "exec", "compile", "__import__"):
            self.note(name)
        if isinstance(node.func, ast.Attribute) and name in ("raw", "extra"):
            self.note(f".{name}")
        if name in _PARAMETRISED and _is_put_together(node):
            self.note(f"{name}(put together)")
        if ast.unparse(node.func) == "pgtrigger.ignore":
            self.note("pgtrigger.ignore")


#: What takes values apart from the text they go into.
_PARAMETRISED = ("execute", "executemany", "RawSQL", "RunSQL", "format_html", "format_html_join")
#: What psycopg.sql quotes a value with.
_QUOTING = ("Identifier", "Literal", "Placeholder")


def _is_put_together(call: ast.Call) -> bool:
    """Tell whether the first argument is a text with something put into it, where parameters belong."""
    text = call.args[0] if call.args else None
    if isinstance(text, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in text.values)
    if isinstance(text, ast.BinOp) and isinstance(text.op, ast.Mod | ast.Add):
        return True
    if not isinstance(text, ast.Call) or getattr(text.func, "attr", "") != "format":
        return False
    given = [*text.args, *(keyword.value for keyword in text.keywords)]  # of psycopg.sql, or plain texts
    return not any(getattr(getattr(one, "func", None), "attr", "") in _QUOTING for one in given)


def _is_request(node: ast.AST) -> bool:
    """Tell whether the value is what a browser sent as a whole."""
    text = ast.unparse(node)
    return any(word in text for word in ("request.GET", "request.POST", "request.FILES", "QUERY_STRING"))


def unscoped(models: frozenset[str]) -> list[Found]:
    """Return where rows are read without asking for whom."""
    return _read(files(*ANSWERING), lambda path: Unscoped(path, models))


def unsafe() -> list[Found]:
    """Return where what was sent is trusted."""
    return _read(code(), Unsafe)


def unescaped() -> list[Found]:
    """Return where a template puts out what it was given without escaping it."""
    pattern = re.compile(r"\|\s*(?:safe|safeseq)\b|{%-?\s*autoescape\s+off")
    found = []
    for path in files("templates/**/*.html", "*/templates/**/*.html"):
        for match in pattern.finditer(path.read_text(encoding="utf-8")):
            found.append(Found(path.relative_to(ROOT).as_posix(), "", match[0].replace(" ", "")))
    return sorted(set(found))


def _read(paths, reader) -> list[Found]:
    found = []
    for path in paths:
        one = reader(path)
        one.visit(ast.parse(path.read_text(encoding="utf-8")))
        found += one.found
    return sorted(set(found))
