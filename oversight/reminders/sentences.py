"""What a reminder says, in the active language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from governance.rules.catalogue import all_rules
from governance.rules.texts import ISO_DATE, shown
from governance.rules.texts import sentence as rule_sentence
from oversight.models import Reminder
from oversight.reminders.sources import SOURCES

TEXTS: Mapping[str, Any] = {kind: text for source in SOURCES for kind, text in source.texts.items()}
LABELS: Mapping[str, Any] = {word: label for source in SOURCES for word, label in source.labels.items()}


class _Words(dict[str, str]):
    """Placeholders that show a dash where a reminder has no word."""

    def __missing__(self, key: str) -> str:
        return "—"


def sentence(reminder: Reminder) -> str:
    """Return the sentence of the reminder; of a kind nobody knows any more, what it is about."""
    text = TEXTS.get(reminder.kind) or _("{org}{school}有一件事项到期。")
    return str(text).format_map(_Words(_shown_words(reminder.words)))


def label(reminder: Reminder) -> str:
    """Return what people call reminders of this kind."""
    return str(LABELS.get(reminder.kind.partition("_")[0], _("其他")))


def _shown_words(words: Mapping[str, Any]) -> dict[str, str]:
    """Return the words as people read them; what tells of a finding says what the rule says."""
    told = {name: _shown(name, value) for name, value in words.items() if name != "evidence"}
    if "evidence" in words:
        told["finding"] = rule_sentence(words["rule"], words.get("variant", ""), words["evidence"])
    return told


def _shown(name: str, value: Any) -> str:
    """Names stay as they were written; days are written out, and a rule is named by its code and name."""
    if name == "rule":
        rule = all_rules().get(value)
        return f"{value} {rule.name}" if rule else str(value)
    return shown(value) if isinstance(value, str) and ISO_DATE.match(value) else str(value)
