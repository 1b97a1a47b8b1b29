"""Whether a restored database is what was kept: rows, sequences, and everything that guards them."""

from collections.abc import Iterator

from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from config.backup.manifest import Manifest
from config.backup.place import Place
from config.backup.prints import Content, content_of
from config.guards import catalog, wording
from config.guards import manifest as guards


def content_in(place: Place, name: str) -> Content:
    """Return what the database holds at this moment."""
    with place.connect(name) as there, there.transaction():
        there.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return content_of(there)


def differences(kept: Content, found: Content) -> list[str]:
    """Return a sentence for each table and sequence that is not as it was kept."""
    return [*_tables(kept, found), *_sequences(kept, found)]


def guards_wrong(place: Place, name: str) -> list[str]:
    """Return a sentence for each guard of the manifest that the database lacks."""
    app = place.app if place.app != place.owner else None
    with place.connect(name) as there:
        found = catalog.read(there.cursor(), app)
    return [wording.sentence(one) for one in guards.differences(guards.load(), found)]


def is_of_this_version(kept: Manifest) -> bool:
    """Tell whether the backup was made by this version, as far as tables go."""
    on_disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return {f"{app}.{name}" for app, name in on_disk} == set(kept.migrations)


def _tables(kept: Content, found: Content) -> Iterator[str]:
    for name in sorted(kept.tables.keys() | found.tables.keys()):
        (rows, print_), (rows_now, print_now) = (one.tables.get(name, (None, "")) for one in (kept, found))
        if rows_now is None or rows is None:
            yield (
                _("{table}：{rows} 行，恢复后没有这张表。").format(table=name, rows=rows)
                if rows_now is None
                else (_("{table}：备份中没有这张表。").format(table=name))
            )
        elif rows != rows_now:
            yield _("{table}：应有 {rows} 行，恢复后 {found} 行。").format(
                table=name, rows=rows, found=rows_now
            )
        elif print_ != print_now:
            yield _("{table}：行数相同，内容不同。").format(table=name)


def _sequences(kept: Content, found: Content) -> Iterator[str]:
    """A sequence may have gone on between the look and the dump, never back."""
    for name, value in sorted(kept.sequences.items()):
        if found.sequences.get(name, -1) < value:
            yield _("{sequence}：序号回退到 {value} 之前，会重复编号。").format(sequence=name, value=value)
