"""Make the reminders of the day, deliver them and send the digests, as the daily job does."""

import sys
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.domain.refusals import Stale
from oversight.digests.sending import digests_send
from oversight.models import ReminderRun
from oversight.reminders.health import is_silent
from oversight.reminders.running import reminders_run


class Command(BaseCommand):
    """Safe to repeat: what was sent is not sent again."""

    help = _("生成并送达到期的提醒，发送邮件汇总；重复运行不会重复发送。")

    def add_arguments(self, parser):
        parser.add_argument("--on", metavar="DATE", help=_("按这一天生成，如2026-06-01；不能晚于今天"))
        parser.add_argument(
            "--status", action="store_true", help=_("只显示最近一次运行；超过两天没有运行的，退出码为1")
        )

    def handle(self, *args, **options):
        today = timezone.localdate()
        if options["status"]:
            self._status(today)
            return
        try:
            run = reminders_run(day_asked(options["on"], today))
        except Stale as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(told(run))
        mailed = digests_send(run.on)
        text = _("邮件汇总：已发{sent}封，失败{failed}封。")
        self.stdout.write(text.format(sent=mailed.sent, failed=mailed.failed))
        if run.problems:
            raise CommandError(_("这些来源出错，请查看日志：{names}").format(names="、".join(run.problems)))

    def _status(self, today: date) -> None:
        run = ReminderRun.objects.first()
        self.stdout.write(told(run) if run else _("还没有生成过提醒。"))
        if is_silent(run.on if run else None, today):
            self.stderr.write(_("提醒任务已经超过两天没有运行，请检查后台任务进程。"))
            sys.exit(1)


def told(run: ReminderRun) -> str:
    """Return what the run did, in a sentence."""
    text = _("{day}：新提醒{made}项，办结{resolved}项，送达{delivered}人次，没有收件人的{unheard}项。")
    return text.format(
        day=run.on, made=run.made, resolved=run.resolved, delivered=run.delivered, unheard=run.unheard
    )


def day_asked(text: str | None, today: date) -> date:
    """Return the day that was typed, or today.

    Raises:
        CommandError: if it is no date, or one to come: what is due then is not known yet.

    """
    try:
        day = date.fromisoformat(text) if text else today
    except ValueError as problem:
        raise CommandError(
            _("“{value}”不是日期，应当写成2026-06-01这样的形式。").format(value=text)
        ) from problem
    if day > today:
        raise CommandError(_("只能生成到今天为止的提醒。"))
    return day
