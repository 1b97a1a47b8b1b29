"""Load the administrative divisions."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from schools.domain.jurisdictions import load_jurisdictions


class Command(BaseCommand):
    """Load provinces, cities and counties with their GB/T 2260 codes."""

    help = "Load provinces, cities and counties (GB/T 2260); what is there already stays."

    def add_arguments(self, parser):
        parser.add_argument("codes", nargs="*", metavar="CODE", help="only these and whatever is above them")

    def handle(self, *args, **options):
        try:
            added = load_jurisdictions(options["codes"] or None)
        except KeyError as error:
            raise CommandError(_("没有这个行政区划代码：%(code)s。") % {"code": error.args[0]}) from error
        self.stdout.write(_("新增行政区划%(count)d个。") % {"count": added})
