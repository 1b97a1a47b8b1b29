"""Tell whether what schools filed, and what rounds came to, is still what was frozen."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from oversight.filings.verifying import altered
from oversight.models import Filing
from oversight.rounds.verifying import altered_rounds


class Command(BaseCommand):
    """Recompute every fingerprint; exit 1 and name what differs."""

    help = _("重新计算备案和检查结果的校验值；有不符的逐一列出，并以错误结束。")

    def add_arguments(self, parser):
        parser.add_argument("--school", metavar="CODE", help=_("只核对这所学校的备案"))

    def handle(self, *args, **options):
        filings = Filing.objects.all()
        if options["school"]:
            filings = filings.filter(school__code=options["school"])
        wrong = [_("备案{number}：{what}").format(number=one.pk, what=one) for one in altered(filings)]
        if not options["school"]:
            wrong += [_("检查{number}：{what}").format(number=one.pk, what=one) for one in altered_rounds()]
        if wrong:
            raise CommandError(_("以下内容与校验值不符：{list}").format(list=_("；").join(wrong)))
        self.stdout.write(_("{n}份备案，校验值全部相符。").format(n=filings.count()))
