"""What is wrong with a value, in the language of the reader: the library says it in English alone."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: By the kind of error; what is in the braces comes with the error.
_SENTENCES = {
    "missing": gettext_lazy("没有填写。"),
    "extra_forbidden": gettext_lazy("没有这一项。"),
    "string_type": gettext_lazy("应当是文字。"),
    "string_too_short": gettext_lazy("至少{min_length}个字符。"),
    "string_too_long": gettext_lazy("最多{max_length}个字符。"),
    "string_pattern_mismatch": gettext_lazy("格式不对。"),
    "int_type": gettext_lazy("应当是整数。"),
    "int_parsing": gettext_lazy("应当是整数。"),
    "int_from_float": gettext_lazy("应当是整数。"),
    "int_parsing_size": gettext_lazy("数字太大。"),
    "bool_type": gettext_lazy("应当是true或者false。"),
    "bool_parsing": gettext_lazy("应当是true或者false。"),
    "list_type": gettext_lazy("应当是一组值。"),
    "too_long": gettext_lazy("最多{max_length}个。"),
    "too_short": gettext_lazy("至少{min_length}个。"),
    "dict_type": gettext_lazy("应当是一个对象。"),
    "model_type": gettext_lazy("应当是一个对象。"),
    "model_attributes_type": gettext_lazy("应当是一个对象。"),
    "literal_error": gettext_lazy("只能是{expected}。"),
    "enum": gettext_lazy("只能是{expected}。"),
    "greater_than_equal": gettext_lazy("不能小于{ge}。"),
    "less_than_equal": gettext_lazy("不能大于{le}。"),
}


def said_of(error: dict[str, Any]) -> str:
    """Return the sentence for an error of the library."""
    sentence = _SENTENCES.get(error["type"])
    if sentence is not None:
        return str(sentence).format(**error.get("ctx", {}))
    if error["type"] == "value_error":  # raised by types of ours, in words of ours
        return str(error.get("ctx", {}).get("error", "")) or _("内容无法识别。")
    return _("内容无法识别。")
