"""Rules made for tests of the engine."""

from governance.choices import Basis, Severity, SubjectKind
from governance.rules.declaration import Example, Rule, Source, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import Result, warning

ORGANIZATION, SCHOOL = SubjectKind.ORGANIZATION, SubjectKind.SCHOOL
ONE = school(branch(id=10, full=5))


def made(code: str, answer: Result | object = None, **changes: object) -> Rule:
    """A rule that answers the same about every subject, or asks the function given."""
    ask = answer if callable(answer) else lambda _subject, _facts: answer or warning()
    ask.__name__ = f"fault_of_{code}"
    base = {
        "code": code,
        "name": code,
        "subject": ORGANIZATION,
        "severity": Severity.WARNING,
        "summary": "一句话。",
        "why": "一句话。",
        "sources": (Source("登记规范", "", Basis.DEFAULT),),
        "texts": {"": Text("{org}有问题。", "请{upper}处理。")},
        "passes": Example("好。", school()),
        "fails": Example("不好。", school()),
    }
    return rule(**{**base, **changes})(ask)
