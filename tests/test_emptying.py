"""A test that commits leaves nothing behind, and the next one finds its permissions."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from audit.models import AuditRecord
from governance.models import PartyOrganization
from tests.structures import general_branch


def filled():
    """Return the tables with rows in them."""
    with connection.cursor() as cursor:
        names = sorted(connection.introspection.table_names(cursor))
        found = set()
        for name in names:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {connection.ops.quote_name(name)})")  # noqa: S608
            if cursor.fetchone()[0]:
                found.add(name)
    return found


def leave_a_school():
    general_branch()


def leave_a_flushed_database():
    general_branch()
    call_command("flush", interactive=False, verbosity=0)


def leave_a_hole():
    Permission.objects.all().delete()


# each is followed by the next: what one leaves behind, that one finds
@pytest.mark.parametrize(
    "leave", [leave_a_school, leave_a_flushed_database, leave_a_hole, leave_a_school] * 2
)
def test_only_what_migrations_write_is_there_whatever_was_left(transactional_db, leave):
    assert filled() == {"django_migrations", "django_content_type", "auth_permission"}
    assert Permission.objects.count() == 4 * ContentType.objects.count()
    assert not (connection.embedded and AuditRecord.objects.exists())

    leave()


def test_rows_are_built_once_and_come_again(transactional_db, again):
    calls = []
    build = again(lambda: calls.append(1) or general_branch())

    first = build()
    rows = list(PartyOrganization.objects.order_by("pk").values())
    first.branches[0].full_name = "另一个名称"
    first.branches[0].save()
    first.units[0].memberships.all().delete()
    general_branch()
    second = build()

    assert list(PartyOrganization.objects.order_by("pk").values()) == rows
    assert second.branches[0].full_name != "另一个名称"
    assert second.units[0].memberships.count() == 4
    assert len(calls) == (1 if connection.embedded else 2)
