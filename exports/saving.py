"""Keep columns and filters under a name, and forget them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from exports.models import SavedExport
from exports.products import Want
from exports.tables import Table

#: So many of one table are enough for anybody to choose from.
MOST = 20


def saved_of(user: User, table: Table) -> QuerySet[SavedExport]:
    """Return what the user kept of the table."""
    return SavedExport.objects.filter(user=user.pk, table=table.key).order_by("name")


@transaction.atomic
def export_save(*, user: User, table: Table, name: str, want: Want) -> SavedExport:
    """Keep columns and filters under the name; what had the name before is replaced.

    Raises:
        ValidationError: if the name is missing or too long, or there are too many.

    """
    User.objects.select_for_update().get(pk=user.pk)
    row = saved_of(user, table).filter(name=name.strip()).first()
    if row is None and saved_of(user, table).count() >= MOST:
        raise ValidationError(_("每张表最多保存{most}个导出方案，请先删除不用的。").format(most=MOST))
    row = row or SavedExport(user=user, table=table.key, name=name.strip())
    row.columns, row.filters = list(want.columns), dict(want.filters)
    row.full_clean()
    row.save()
    return row


def export_forget(*, user: User, table: Table, key: int) -> None:
    """Forget what the user kept under this key; nobody else's is touched."""
    saved_of(user, table).filter(pk=key).delete()
