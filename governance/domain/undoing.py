"""Take an act back: every row as it was before, as a new act that is judged like any other.

Undoing says that the act should not have been: what it made goes, what it ended goes on, with the dates
from before. What was known in between stays in the history. To end from today what was right until
today is an act of its own and not an undoing.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from mptt.models import MPTTModel

from governance.domain.act import Act
from governance.domain.operation import Change, operation
from governance.domain.record import Snapshot, snapshot
from governance.history.events import RowChange, changes_under, events_on
from governance.models import ChangeSet
from schools.domain.trees import next_tree_ids, rebuild

#: Acts whose contents may not be in a log: there is nothing to take them back from.
UNLOGGED = frozenset({"rights_restrict"})


def change_undo(*, act: Act, change_set: ChangeSet) -> ChangeSet:
    """Take back what ``change_set`` did.

    Raises:
        ValidationError: saying what stands in the way, row by row.
        Refused, ReasonNeeded: if the rules object to the state from before.
        Denied: if the actor could not have done the act.

    """
    with operation(
        act,
        "change_undo",
        school=change_set.school,
        jurisdiction=change_set.jurisdiction,
        organising=True,
        decides=change_set.decides,
    ) as change:
        fresh = ChangeSet.objects.select_for_update().get(pk=change_set.pk)
        traces = changes_under(fresh.key)
        problems = obstacles_to_undoing(fresh, traces)
        if problems:
            raise ValidationError(problems)
        change.undoes = fresh
        altered = [trace for trace in traces if trace.before and trace.after]
        looks = _looks(altered)
        _take_out([trace for trace in traces if trace.before is None], change)
        _put_back(altered)
        _bring_back([trace for trace in traces if trace.after is None], change)
        _renumber(traces, fresh)
        for row, look in zip(_rows(altered), looks, strict=True):
            change.altered(row, look)
        change.sum_up(gettext_noop("撤销“{summary}”"), summary=fresh)
    return act.change_set


def obstacles_to_undoing(change_set: ChangeSet, traces: list[RowChange] | None = None) -> list[str]:
    """Return, in sentences, why the act cannot be taken back; nothing if it can."""
    undone = ChangeSet.objects.filter(undoes=change_set).first()
    if undone is not None:
        return [_("已于{day}撤销过。").format(day=localtime(undone.recorded_at).date())]
    if change_set.operation in UNLOGGED:
        return [_("这类决定的内容不写入变更记录，请办理相应的恢复手续。")]
    traces = changes_under(change_set.key) if traces is None else traces
    if not traces:
        return [_("没有留下可以恢复的内容：可能早于变更历史的启用，或者没有改动资料。")]
    if not all(trace.is_whole for trace in traces):
        return [_("变更历史没有保存改动之前的内容，不能撤销。")]
    return list(dict.fromkeys(_obstacles(traces)))


def _obstacles(traces: list[RowChange]) -> Iterable[str]:
    settled = _settled(traces)
    for trace in traces:
        row = trace.model._base_manager.filter(pk=trace.pk).first()
        if trace.after is None:
            if row is not None:
                yield _later(trace, row)
        elif row is None or _differs(row, trace):
            yield _later(trace, row)
        elif trace.before is None:
            yield from _users(row, settled)


def _differs(row: models.Model, trace: RowChange) -> bool:
    """Tell whether what the act left behind is not there any more."""
    names = trace.altered or (trace.after if trace.before is None else {})
    return any(getattr(row, name) != trace.after[name] for name in names)


def _later(trace: RowChange, row: models.Model | None) -> str:
    """Say which later change stands in the way."""
    later = events_on(trace.model, trace.pk).filter(pgh_id__gt=trace.last_event)
    keys = later.order_by("-pgh_id").values_list("pgh_context_id", flat=True)
    change = ChangeSet.objects.filter(key__in=[key for key in keys if key]).order_by("-pk").first()
    name = str(row) if row is not None else trace.model._meta.verbose_name
    if change is None:
        return _("{name}后来又有改动，请先恢复。").format(name=name)
    return _("{name}后来又有改动：“{summary}”（{day}），请先撤销那一次变更。").format(
        name=name, summary=change.told, day=change.effective_on
    )


#: Model, key and column of what will not refer to anything any more.
Settled = set[tuple[type[models.Model], int, str]]


def _settled(traces: list[RowChange]) -> Settled:
    """Return the references that go with the undoing: rows that go, columns that get back other values."""
    found: Settled = set()
    for trace in traces:
        columns = [field.attname for field in trace.model._meta.concrete_fields]
        names = columns if trace.before is None else trace.altered
        found |= {(trace.model, trace.pk, name) for name in names}
    return found


def _users(row: models.Model, settled: Settled) -> Iterable[str]:
    """Say what has come to refer to a row that would go."""
    for relation in row._meta.related_objects:
        model, column = relation.related_model, relation.field.attname
        if hasattr(model, "pgh_tracked_model"):
            continue
        for user in model._base_manager.filter(**{relation.field.name: row}):
            if (model, user.pk, column) not in settled:
                yield _("{name}已经被{kind}“{user}”使用，请先处理。").format(
                    name=row, kind=model._meta.verbose_name, user=user
                )
                break


def _take_out(traces: list[RowChange], change: Change) -> None:
    """Delete the rows the act made; what refers to what is in the same list, so the order is free."""
    for trace in traces:
        row = trace.model._base_manager.get(pk=trace.pk)
        change.removed(row)
    for trace in traces:
        rows = trace.model._base_manager.filter(pk=trace.pk)
        rows._raw_delete(rows.db)


def _rows(traces: list[RowChange]) -> list[models.Model]:
    return [trace.model._base_manager.get(pk=trace.pk) for trace in traces]


def _looks(traces: list[RowChange]) -> list[Snapshot]:
    """Return how the rows look while everything they refer to is still there."""
    return [snapshot(row).with_names() for row in _rows(traces)]


def _put_back(traces: list[RowChange]) -> None:
    """Give the changed columns their values from before."""
    for trace in sorted(traces, key=_ends_later):
        row = trace.model._base_manager.get(pk=trace.pk)
        if isinstance(row, MPTTModel):
            _replant(row, trace.altered)
        else:
            for name, value in trace.altered.items():
                setattr(row, name, value)
            row.save()


def _replant(row: MPTTModel, values: dict[str, Any]) -> None:
    """Write a node's columns; the numbers of its tree are set right when all nodes are."""
    if "parent_id" in values and values["parent_id"] is None:
        values = {**values, "tree_id": next_tree_ids(type(row), 1)[0]}
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def _ends_later(trace: RowChange) -> bool:
    """Tell whether a row goes on again: those that end again make room for it first."""
    period = trace.altered.get("period")
    return period is not None and period.upper is None


def _bring_back(traces: list[RowChange], change: Change) -> None:
    """Write deleted rows again, under their old keys."""
    for trace in traces:
        row = trace.model(**trace.before)
        if isinstance(row, MPTTModel):
            row.insert_at(row.parent, position="last-child", save=False)
        row.save(force_insert=True)
        change.created(row)


def _renumber(traces: list[RowChange], change_set: ChangeSet) -> None:
    """Set the numbers of the trees the act was in right again; they follow from the parents."""
    if change_set.school_id is None:
        return
    for model in dict.fromkeys(trace.model for trace in traces if issubclass(trace.model, MPTTModel)):
        rebuild(model, school_id=change_set.school_id)
