"""What an operation tells the door while it writes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.utils.translation import gettext, override

from governance.choices import Gate
from governance.domain.act import Act
from governance.domain.reach import Reach
from governance.domain.record import Changed, Snapshot, language_of_the_source, snapshot
from governance.models import ChangeSet, RightsRestriction
from schools.models import Jurisdiction, School

#: The languages beside that of the source.
OTHER_LANGUAGES = tuple(code for code, _label in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


class Part(NamedTuple):
    """One operation of a batch: its name, and its sentence in the language of the source and in others."""

    name: str
    summary: str
    tellings: dict[str, str]


@dataclass
class Change:
    """The rows an operation touches, the gates it passes and the sentence that sums it up.

    ``origins`` maps the register number of an organisation to those of what it continues or has taken in;
    ``new_schools`` are schools the operation itself enters, so that they are judged with it; ``reach``
    is what is locked and was judged before. ``tellings`` are the sentence in the languages beside that of the
    source, ``parts`` the operations of a batch,
    ``plan_id`` is the plan that is being carried out. ``decides`` tells whether the act, or any operation
    of it, belongs to who decides above the school. ``key`` is what the change set will be known by.
    """

    act: Act
    school: School | None
    jurisdiction: Jurisdiction | None = None
    summary: str = ""
    tellings: dict[str, str] = field(default_factory=dict)
    rows: list[Changed] = field(default_factory=list)
    gates: list[tuple[Gate, int]] = field(default_factory=list)
    origins: dict[str, set[str]] = field(default_factory=dict)
    new_schools: set[int] = field(default_factory=set)
    reach: Reach | None = None
    parts: list[Part] = field(default_factory=list)
    undoes: ChangeSet | None = None
    plan_id: int | None = None
    decides: bool = False
    key: UUID = field(default_factory=uuid4)

    def sum_up(self, message: str, **names: Any) -> None:
        """Say in one sentence what is done, in every language, whatever that of the actor: it is kept.

        Args:
            message: in the language of the source, marked by ``gettext_noop``.
            names: what stands in its places; words that are to be translated have to be lazy.

        """
        with override(None):
            self.summary = message.format(**names)
        for code in OTHER_LANGUAGES:
            with override(code):
                self.tellings[code] = gettext(message).format(**names)

    def told(self) -> dict[str, dict[str, Any]]:
        """Return summary and parts by language, as the change set keeps them."""
        return {
            code: {
                "summary": self.tellings[code][:300],
                "parts": [part.tellings.get(code, part.summary) for part in self.parts],
            }
            for code in self.tellings
        }

    def created(self, instance: Any) -> None:
        """Note a new row."""
        self._note(instance, {}, snapshot(instance).texts())

    def created_all(self, instances: Iterable[Any]) -> None:
        """Note many new rows, unless nobody will read what is on record of them."""
        if self.act.rehearsal is not None and not self.act.rehearsal.is_read:
            return
        with language_of_the_source():
            for instance in instances:
                self.created(instance)

    def altered(self, instance: Any, before: Snapshot) -> None:
        """Note a changed row, given its snapshot before the change."""
        after = snapshot(instance)
        names = after.may_differ(before)
        was, now = before.texts(names), after.texts(names)
        keys = [name for name in names if was[name] != now[name]]
        if keys:
            self._note(instance, {k: was[k] for k in keys}, {k: now[k] for k in keys})

    def removed(self, instance: Any) -> None:
        """Note a row that is taken out; called before the deletion."""
        self._note(instance, snapshot(instance).texts(), {})

    def _note(self, instance: Any, before: dict[str, str], after: dict[str, str]) -> None:
        """Keep what changed; of decisions about members' votes the log keeps nothing but the summary."""
        if not isinstance(instance, RightsRestriction):
            self.rows.append(Changed.of(instance, before, after))

    def continues(self, number: str, *older: str) -> None:
        """Note that the organisation goes on with what the older ones were: their faults are no new ones."""
        self.origins.setdefault(number, set()).update(older)

    def ask_at(self, gate: Gate, organization_id: int) -> None:
        """Have the gate's rules asked about the organisation once everything is written."""
        self.gates.append((gate, organization_id))
