"""What the copy of a drill has to be able to do: let somebody in, write with a record, prove its records."""

from pathlib import Path
from secrets import token_urlsafe
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.models import AuditRecord
from audit.verifying import verify
from config.backup import parts
from config.backup.errors import BackupError
from governance.domain.act import Act
from governance.domain.units import unit_create
from schools.choices import UnitKind
from schools.domain.trees import tree_models, wrong_nodes
from schools.models import School

#: The account of the drill lives in the copy only, and falls with it.
_NAME = "restore-drill"


def sign_in(_backup: Path, _key: bytes | None) -> str:
    """Open an account in the copy and come in through the door with it."""
    password = token_urlsafe(24)
    User.objects.filter(username=_NAME).delete()
    user = User.objects.create_user(_NAME, password=password)
    over_https = {"x-forwarded-proto": "https"} if settings.HTTPS else {}
    client = Client(headers=over_https, raise_request_exception=False, SERVER_NAME=_host())
    told = {"username": _NAME, "password": password}
    answer = client.post(reverse("accounts:sign_in"), told, secure=settings.HTTPS)
    if client.session.get(SESSION_KEY) != str(user.pk):
        raise BackupError(_("登录没有成功（{status}）").format(status=answer.status_code))
    return _("一个演练账号登录成功")


def write(_backup: Path, _key: bytes | None) -> str:
    """Write through the door of the register, and find the record of every row."""
    before = AuditRecord.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    school = School.objects.order_by("pk").first()
    with transaction.atomic():
        if school is None:
            subject, row = "accounts_user", User.objects.create_user(f"{_NAME}-2")
        else:
            act = Act(actor=None, today=timezone.localdate(), reason=_("恢复演练"))
            subject, row = (
                "schools_unit",
                unit_create(act=act, school=school, name=_("恢复演练"), kind=UnitKind.OFFICE),
            )
    records = AuditRecord.objects.filter(pk__gt=before, subject=subject, subject_id=str(row.pk))
    number = records.filter(action="insert").count()
    if number != 1:
        raise BackupError(_("写入一行，审计记录 {n} 条").format(n=number))
    return _("写入一行，审计记录一条")


def audit(backup: Path, key: bytes | None) -> str:
    """Verify the records of the copy against the copies of the seals that were kept with it."""
    with NamedTemporaryFile() as seals, parts.read(backup, parts.SEALS, key) as kept:
        seals.write(kept.read())
        seals.flush()
        with override_settings(AUDIT_SEALS=seals.name):
            report = verify()
    if report.findings:
        raise BackupError(
            _("{n} 处问题").format(n=len(report.findings)),
            "\n".join(one.sentence for one in report.findings[:20]),
        )
    return _("{seals} 批封存、{records} 条记录，通过").format(seals=report.seals, records=report.records)


def trees(_backup: Path, _key: bytes | None) -> str:
    """Look for nodes whose numbers do not follow from their parents."""
    wrong = [node.number for model in tree_models() for node in wrong_nodes(model)]
    if wrong:
        raise BackupError(_("{n} 个节点不对").format(n=len(wrong)), "\n".join(wrong[:50]))
    return _("{n} 棵树的编号都对").format(n=len(tree_models()))


def _host() -> str:
    """Return a name the site answers to."""
    first = next(iter(settings.ALLOWED_HOSTS), "localhost")
    return "localhost" if first == "*" else first.lstrip(".")


#: In the order in which they are tried; the record of the write is verified as well.
TRIALS: dict[Any, Any] = {
    gettext_lazy("登录"): sign_in,
    gettext_lazy("写入和审计记录"): write,
    gettext_lazy("审计核验"): audit,
    gettext_lazy("树形结构"): trees,
}
