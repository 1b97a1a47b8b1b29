"""Load the demo county and its users."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.exchange.demo.accounts import ensure_demo_users
from governance.exchange.demo.loading import DEFAULT_COUNTY, CountyInUse, load_demo
from schools.domain.statistics import refresh_statistics


class Command(BaseCommand):
    """Load the demo county unless it is there; print the passwords of new users once."""

    help = "Load an invented county with the proportions of a real one, and users to look at it with."

    def add_arguments(self, parser):
        parser.add_argument("--county", default=DEFAULT_COUNTY, metavar="CODE", help="GB/T 2260 code")
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="DATE", help="the day the county stands on; today"
        )
        parser.add_argument("--reset-passwords", action="store_true", help="give all demo users new ones")

    def handle(self, *args, **options):
        on = options["on"] or timezone.localdate()
        loaded = self._load(options["county"], on)
        passwords = ensure_demo_users(
            jurisdiction=loaded.jurisdiction, on=on, reset_passwords=options["reset_passwords"]
        )
        self._report(passwords)

    def _load(self, county, on):
        self.stdout.write(_("正在载入演示数据（学校和人员均为虚构）……"))
        try:
            loaded = load_demo(county=county, on=on)
        except KeyError as error:
            raise CommandError(_("没有这个行政区划代码：%(code)s。") % {"code": county}) from error
        except CountyInUse as error:
            raise CommandError(
                _("%(code)s已有其他学校或者党组织，不能载入演示数据。") % {"code": county}
            ) from error
        place = str(loaded.jurisdiction)
        if not loaded.was_there:
            refresh_statistics()
        if loaded.was_there:
            self.stdout.write(_("%(place)s的演示数据已经载入。") % {"place": place})
        else:
            counts = "，".join(f"{name}{count}" for name, count in loaded.rows.items())
            self.stdout.write(_("%(place)s：%(counts)s。") % {"place": place, "counts": counts})
        return loaded

    def _report(self, passwords):
        if not passwords:
            self.stdout.write(_("演示用户已经建立；忘记密码时加 --reset-passwords。"))
            return
        self.stdout.write(_("演示用户和密码（只显示这一次）："))
        for username, password in passwords.items():
            self.stdout.write(f"  {username:<16}{password}")
