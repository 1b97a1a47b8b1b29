"""Go on with an import, stage by stage, each school in a transaction of its own."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from governance.domain.refusals import Denied
from intake.books.refusing import NotTaken
from intake.books.sentences import sentence
from intake.choices import ImportStage, ImportState
from intake.models import RosterImport
from intake.running.applying import NotApplied, apply_parts
from intake.running.checking import check_parts
from intake.running.ordering import WORK, asked
from intake.running.progress import CalledOff
from intake.running.reading import read_file
from intake.running.rights import may_import

_log = logging.getLogger("liangzhu.intake")


def run_import(import_id: int) -> str:
    """Do what is to be done with the import next, or what is left of it; return the state it comes to.

    An import that somebody else works on, that is finished or was called off is left alone.
    """
    row = _taken(import_id)
    if row is None:
        return WORK.state_of(import_id)
    with override(row.language):
        try:
            _require_right(row)
            _go_on(row)
        except CalledOff:
            pass
        except NotTaken as problem:
            _log.info("import %s: %s", row.pk, problem)
            state = ImportState.FAILED if problem.may_pass else ImportState.REFUSED
            WORK.failed(row, sentence(problem), state)
        except (Denied, NotApplied) as problem:
            WORK.failed(row, str(problem))
        except Exception:  # noqa: BLE001 -- whatever it was, the person is told and the worker lives on
            _log.exception("import %s", row.pk)
            text = _("处理时出错，请点“继续”再试一次；仍不成功时请联系系统管理员，并告知导入编号{number}。")
            WORK.failed(row, text.format(number=row.pk))
    return WORK.state_of(import_id)


def _taken(import_id: int) -> RosterImport | None:
    if not WORK.taken(import_id):
        return None
    related = ("school__jurisdiction", "jurisdiction", "asked_by")
    return RosterImport.objects.select_related(*related).get(pk=import_id)


def _require_right(row: RosterImport) -> None:
    """Refuse who has lost the right since."""
    verdict = may_import(row.asked_by, row.place)
    if not (verdict and row.asked_by.is_active):
        raise Denied(verdict.reason or _("您的账号已停用。"))


def _go_on(row: RosterImport) -> None:
    if row.stage == ImportStage.READ:
        read_file(row)
        row.stage = ImportStage.CHECK
    if row.stage == ImportStage.CHECK:
        check_parts(row)
        _rest(row, ImportState.ASKING if asked(row) else ImportState.CHECKED)
        return
    apply_parts(row)
    _rest(row, ImportState.DONE)


def _rest(row: RosterImport, state: ImportState) -> None:
    """Stop working on it: people go on, or it is done."""
    fields = {"state": state, "stage": row.stage, "beat_at": timezone.now()}
    if state == ImportState.DONE:
        fields["applied_at"] = timezone.now()
    with transaction.atomic():
        WORK.running(row).update(**fields)
