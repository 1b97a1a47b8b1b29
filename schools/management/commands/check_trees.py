"""Compare the numbers of the trees with the parents they come from."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from schools.domain.trees import WrongNode, rebuild, tree_models, wrong_nodes
from schools.models import School

SHOWN = 20


class Command(BaseCommand):
    """List the nodes whose numbers are wrong; with ``--fix`` set them right."""

    help = "Check the trees of jurisdictions, units and Party organisations; exit 1 when one is wrong."

    def add_arguments(self, parser):
        parser.add_argument("--fix", action="store_true", help="set the numbers right")
        parser.add_argument("--school", metavar="CODE", help="only the trees of this school")

    @transaction.atomic
    def handle(self, *args, **options):
        school_id = self._school_id(options["school"])
        checked = [m for m in tree_models() if school_id is None or hasattr(m, "school")]
        for model in checked:
            if options["fix"]:
                count = rebuild(model, school_id=school_id)
                self.stdout.write(_("%(tree)s：更正%(count)d个节点。") % self._named(model, count))
        wrong = {model: wrong_nodes(model, school_id=school_id) for model in checked}
        for model, nodes in wrong.items():
            self._report(model, nodes)
        self._failed = any(wrong.values())

    def execute(self, *args, **options):
        output = super().execute(*args, **options)
        if self._failed:
            raise CommandError(_("组织树有误。可用 --fix 更正；处在循环中的节点须先更正其上级。"))
        return output

    def _school_id(self, code):
        if code is None:
            return None
        try:
            return School.objects.values_list("pk", flat=True).get(code=code)
        except School.DoesNotExist as error:
            raise CommandError(_("没有学校%(code)s。") % {"code": code}) from error

    def _report(self, model, nodes: list[WrongNode]) -> None:
        if not nodes:
            self.stdout.write(_("%(tree)s：无误。") % self._named(model, 0))
            return
        self.stdout.write(_("%(tree)s：%(count)d个节点有误。") % self._named(model, len(nodes)))
        for node in nodes[:SHOWN]:
            said = _("%(number)s 处在循环中，没有根") if node.in_cycle else _("%(number)s 编号有误")
            self.stdout.write("  " + said % {"number": node.number})
        if len(nodes) > SHOWN:
            self.stdout.write("  " + _("另有%(count)d个") % {"count": len(nodes) - SHOWN})

    def _named(self, model, count):
        return {"tree": model._meta.verbose_name, "count": count}
