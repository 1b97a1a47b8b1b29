"""Write a school or a jurisdiction as a fixture."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from governance.exchange.fixtures import export_file, scope_of
from governance.exchange.fixtures.pseudonyms import Pseudonyms, server_key
from schools.models import Jurisdiction, School


class Command(BaseCommand):
    """Write what ``loaddata`` reads: the structure with its people and findings, no users, no changes."""

    help = "Write a school or a jurisdiction as a Django fixture that loaddata restores."

    def add_arguments(self, parser):
        scope = parser.add_mutually_exclusive_group(required=True)
        scope.add_argument("--jurisdiction", metavar="CODE", help="every school in it and below it")
        scope.add_argument("--school", metavar="CODE", help="one school, with what it refers to elsewhere")
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="- is standard output")
        parser.add_argument("--pseudonymise", action="store_true", help="replace people's names")
        parser.add_argument(
            "--key", metavar="TEXT", help="decides the pseudonyms; left out, the server's secret does"
        )

    def handle(self, *args, **options):
        scope = self._scope(options)
        pseudonyms = Pseudonyms(options["key"] or server_key()) if options["pseudonymise"] else None
        try:
            count = export_file(scope, options["output"], pseudonyms)
        except OSError as error:
            raise CommandError(
                _("不能写入%(file)s：%(problem)s") % {"file": options["output"], "problem": error.strerror}
            ) from error
        if options["output"] != "-":
            self.stdout.write(
                _("已写出%(count)d条记录：%(file)s") % {"count": count, "file": options["output"]}
            )

    def _scope(self, options):
        try:
            if options["school"]:
                return scope_of(School.objects.get(code=options["school"]))
            return scope_of(Jurisdiction.objects.get(code=options["jurisdiction"]))
        except School.DoesNotExist as error:
            raise CommandError(_("没有学校%(code)s。") % {"code": options["school"]}) from error
        except Jurisdiction.DoesNotExist as error:
            raise CommandError(
                _("没有这个行政区划代码：%(code)s。") % {"code": options["jurisdiction"]}
            ) from error
