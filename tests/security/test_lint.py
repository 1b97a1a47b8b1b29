"""No way around a scope, and nothing that trusts what was sent; what is excused says why."""

import ast
import re
from pathlib import Path

import pytest

from tests.security import excused, lint
from tests.security.matrix.lists import scoped_models

MODELS = frozenset(model.__name__ for model in scoped_models())


def known(found):
    return {(one.path, one.function, one.what) for one in found}


def test_the_lint_looks_at_everything():
    assert len([*lint.code()]) > 500
    assert len([*lint.files(*lint.ANSWERING)]) > 100
    assert {path.relative_to(lint.ROOT).parts[0] for path in lint.code()} == set(lint.PACKAGES)
    assert [pattern for pattern in lint.ANSWERING if not [*lint.files(pattern)]] == []


def test_whatever_answers_is_among_what_the_lint_knows_to_answer():
    named = re.compile(r"(^|/)(views|forms|\w+_forms|admin)(/|\.py$)")
    answering = {path for path in lint.code() if named.search(path.relative_to(lint.ROOT).as_posix())}

    assert len(answering) > 100
    assert sorted(answering - {*lint.files(*lint.ANSWERING)}) == []


def test_rows_are_read_for_somebody():
    assert known(lint.unscoped(MODELS)) == set(excused.UNSCOPED)


def test_nothing_that_was_sent_is_trusted():
    assert known(lint.unsafe()) == set(excused.UNSAFE)


def test_templates_escape_what_they_are_given():
    assert known(lint.unescaped()) == set(excused.UNESCAPED)


def test_every_excuse_gives_a_reason():
    assert all(reason.strip() for reason in (excused.UNSCOPED | excused.UNSAFE | excused.UNESCAPED).values())


BAD = {
    "School.objects.all()": "School.objects.all",
    "School.objects.filter(pk=pk)": "School.objects.filter",
    "School._default_manager.get(pk=pk)": "School._default_manager.get",
    "type(row).objects.filter(pk=1)": "?.objects.filter",
    "model.objects.order_by('pk')": "model.objects.order_by",
    "get_object_or_404(School, pk=pk)": "get_object_or_404(School)",
}
GOOD = (
    "School.objects.visible_to(user)",
    "School.objects.none()",
    "School.objects.filter(a=1).visible_to(user)",
)
TRUSTING = {
    "School.objects.filter(**request.GET)": "**request",
    "f(**request.POST.dict())": "**request",
    "{**request.GET.dict()}": "**request",
    "fields = '__all__'": "__all__",
    "mark_safe(name)": "mark_safe",
    "eval(name)": "eval",
    "exec(name)": "exec",
    "compile(name, '', 'exec')": "compile",
    "__import__(name)": "__import__",
    "School.objects.raw(text)": ".raw",
    "rows.extra(where=[text])": ".extra",
    "pgtrigger.ignore('x')": "pgtrigger.ignore",
    "cursor.execute(f'SELECT {name}')": "execute(put together)",
    "cursor.execute('SELECT %s' % name)": "execute(put together)",
    "cursor.execute('SELECT ' + name)": "execute(put together)",
    "cursor.execute('SELECT {}'.format(name))": "execute(put together)",
    "RawSQL(f'{name}', [])": "RawSQL(put together)",
    "format_html(f'<b>{name}</b>')": "format_html(put together)",
}
HARMLESS = (
    "cursor.execute('SELECT %s', [name])",
    "cursor.execute(STATEMENT, {'ids': ids})",
    "format_html('<b>{}</b>', name)",
)


@pytest.fixture
def read(tmp_path, monkeypatch):
    monkeypatch.setattr(lint, "ROOT", tmp_path)

    def found(text, reader, *more):
        one = reader(Path(tmp_path / "x.py"), *more)
        one.visit(ast.parse(f"def f(request, user, pk):\n    {text}\n"))
        return [found.what for found in one.found]

    return found


@pytest.mark.parametrize("text", BAD)
def test_what_the_lint_finds(text, read):
    assert read(text, lint.Unscoped, MODELS) == [BAD[text]]


@pytest.mark.parametrize("text", GOOD)
def test_what_the_lint_lets_pass(text, read):
    assert read(text, lint.Unscoped, MODELS) == []


@pytest.mark.parametrize("text", TRUSTING)
def test_what_trusts_too_much(text, read):
    assert read(text, lint.Unsafe) == [TRUSTING[text]]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_parametrised_passes(text, read):
    assert read(text, lint.Unsafe) == []


@pytest.mark.parametrize("text", ["{{ name|safe }}", "{{ names | safeseq }}", "{% autoescape off %}"])
def test_templates_that_trust_too_much(text, tmp_path, monkeypatch):
    monkeypatch.setattr(lint, "ROOT", tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "x.html").write_text(text)

    assert len(lint.unescaped()) == 1


def scripts_of_ours():
    """Return every script that pages load, and no fewer than there are."""
    scripts = [*lint.files("static/**/*.js")]
    assert len(scripts) > 10
    return scripts


def test_scripts_keep_nothing_in_the_browser():
    scripts = scripts_of_ours()
    stores = ("localStorage", "sessionStorage", "indexedDB", "document.cookie")

    assert [path.name for path in scripts if any(store in path.read_text() for store in stores)] == []


#: What makes code of a text.
MAKING = ("eval", "exec", "compile", "__import__")


def test_no_code_is_made_of_texts():
    """Neither on the server nor in the browser, where the policy would stop it."""
    making = ("eval(", "Function(", "javascript:", "importScripts", 'setTimeout("', 'setInterval("')
    scripts = scripts_of_ours()

    found = {(path.name, word) for path in scripts for word in making if word in path.read_text()}

    assert found == set()
    assert not any(what in MAKING for _path, _function, what in known(lint.unsafe()))


#: Elements whose makers have given them up, or that hand a page to a program beside the browser.
GIVEN_UP = "applet|embed|object|bgsound|keygen|marquee|blink|frameset|frame|isindex|menuitem|param|plaintext"


def test_pages_are_made_of_what_browsers_still_keep():
    pages = [*lint.files("templates/**/*.html")]
    kinds = {path.suffix for path in (lint.ROOT / "static").rglob("*") if path.is_file()}

    dead = re.compile(
        rf"<(?:{GIVEN_UP})\b|ActiveX|shockwave|silverlight|document\.(?:all|layers|write)\b", re.IGNORECASE
    )
    scripts = scripts_of_ours()
    found = {path.name for path in [*pages, *scripts] if dead.search(path.read_text(encoding="utf-8"))}

    assert len(pages) > 100
    assert dead.search("<object data=x>")
    assert found == set()
    assert kinds <= {".css", ".js", ".svg", ".png", ".ico", ".woff2", ".md", ".txt"}
