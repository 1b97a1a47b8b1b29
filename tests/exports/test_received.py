"""What is no document in the words of ORG is refused with a sentence, and nothing is fetched for it."""

import pytest
from django.core.exceptions import ValidationError

from exports.linked.received import MOST_BYTES, received


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xff\xfe", "文件不是 UTF-8 编码的 JSON"),
        (b"{", "文件不是 UTF-8 编码的 JSON"),
        (b"[" * 100_000, "文件不是 UTF-8 编码的 JSON"),
        (b"3", "文件不是 JSON-LD 文档"),
        (b"[" * 60 + b"]" * 60, "文件不是 JSON-LD 文档"),
        (b"{}", "文件里没有 W3C ORG 的机构"),
        (b'{"@context": "http://example.org/x", "a": 1}', "文件引用了网上的 @context"),
        (b'{"@context": {"a": {"@id": 5}}, "a": 1}', "文件不是有效的 JSON-LD"),
        (b" " * (MOST_BYTES + 1), "文件太大"),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(raw, said):
    with pytest.raises(ValidationError) as refused:
        received(raw)

    assert refused.value.messages[0].startswith(said)
