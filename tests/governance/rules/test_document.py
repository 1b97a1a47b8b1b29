"""docs/rules.md and the command that writes it."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from governance.rules.catalogue import CHAPTER_NAMES, all_rules, in_reading_order
from governance.rules.document import document

PAGE = document()
PRINTED = Path(__file__).parents[3] / "docs" / "rules.md"


def section(code: str) -> str:
    """Return what the page says about one rule."""
    return PAGE.split(f"\n### {code} ")[1].split("\n<a id=")[0]


def test_every_rule_is_in_the_contents_and_has_a_section():
    headings = re.findall(r"^### (\S+) (.+)$", PAGE, re.MULTILINE)
    contents = re.findall(r"^  - \[(\S+) (.+)\]\(#(.+)\)$", PAGE, re.MULTILINE)
    expected = [(r.code, str(r.name)) for r in in_reading_order()]

    assert headings == expected
    assert contents == [(code, name, code.lower()) for code, name in expected]


def test_chapters_are_listed_by_name():
    titles = [f"{chapter.upper()} {name}" for chapter, name in CHAPTER_NAMES.items()]

    assert re.findall(r"^## (.+)$", PAGE, re.MULTILINE) == ["怎样读", "目录", *titles]


def test_every_link_has_its_anchor():
    links = set(re.findall(r"\]\(#([^)]+)\)", PAGE))

    assert links == set(re.findall(r'<a id="([^"]+)">', PAGE))


@pytest.mark.parametrize("code", all_rules())
def test_a_section_says_what_the_rule_declares(code):
    declared, printed = all_rules()[code], section(code)
    texts = [part for text in declared.texts.values() for part in (text.sentence, text.mend)]
    said = [declared.summary, declared.why, declared.passes.text, declared.fails.text, *texts]
    named = [*declared.parameters, *(source.document for source in declared.sources)]

    assert [part for part in (*said, *named) if str(part) not in printed] == []


def test_parameters_come_with_default_range_and_direction():
    assert "| 支部党员人数上限 `BRANCH_MAX` | 50 | 20—50 | 下级只能改小 | 规定原文 |" in section("ORG-005")


def test_sources_come_with_article_and_basis():
    assert "- 《中国共产党支部工作条例（试行）》第四条（规定原文）" in section("ORG-005")
    assert "- 关于落实中小学校党组织领导的校长负责制的文章（参考做法）" in section("LG-001")


def test_the_page_is_chinese_whatever_the_active_language():
    with override("en"):
        assert document() == PAGE


def test_the_command_writes_the_page_and_finds_it_up_to_date(tmp_path, capsys):
    output = tmp_path / "docs" / "rules.md"

    call_command("rules_doc", output=output)
    call_command("rules_doc", "--check", output=output)

    assert output.read_text(encoding="utf-8") == PAGE
    assert capsys.readouterr().out.splitlines() == [f"已写入 {output}。", f"{output} 与规则目录一致。"]


@pytest.mark.parametrize("content", [None, "", PAGE + "\n改动"])
def test_check_exits_1_and_says_what_to_run(tmp_path, content):
    output = tmp_path / "rules.md"
    if content is not None:
        output.write_text(content, encoding="utf-8")

    with pytest.raises(CommandError) as refused:
        call_command("rules_doc", "--check", output=output)

    assert str(refused.value) == f"{output} 与规则目录不一致，请运行：python manage.py rules_doc"
    assert refused.value.returncode == 1
    assert (output.read_text(encoding="utf-8") if output.exists() else None) == content


def test_the_printed_page_is_up_to_date():
    assert PRINTED.read_text(encoding="utf-8") == PAGE
