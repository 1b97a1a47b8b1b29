"""Carry out approved plans whose day has come, as the daily job does."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.plans.publishing import publish_due


class Command(BaseCommand):
    """Carry out what is due; tell each plan that could not be carried out, with the reason."""

    help = _("实施已批准、到了生效日期的方案；做不成的写明原因，留待下次。")

    def add_arguments(self, parser):
        parser.add_argument(
            "--on", metavar="DATE", help=_("只实施到这一天为止应当生效的，如2026-06-01；不能晚于今天")
        )

    def handle(self, *args, **options):
        today = timezone.localdate()
        done = publish_due(today, until=day_asked(options["on"], today))
        for plan, problem in done:
            result = problem or _("已实施")
            self.stdout.write(
                _("{school}“{plan}”：{result}").format(school=plan.school, plan=plan, result=result)
            )
        failed = sum(bool(problem) for _plan, problem in done)
        text = _("已实施{done}个方案，{failed}个没有实施成。")
        self.stdout.write(text.format(done=len(done) - failed, failed=failed))


def day_asked(text: str | None, today: date) -> date:
    """Return the day that was typed, or today.

    Raises:
        CommandError: if it is no date, or one to come: a plan changes nothing before its day.

    """
    if text is None:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError as problem:
        raise CommandError(
            _("“{value}”不是日期，应当写成2026-06-01这样的形式。").format(value=text)
        ) from problem
    if day > today:
        raise CommandError(_("方案到了生效日期才能实施，不能提前。"))
    return day
