"""Take the pictures of the README from the demo county."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.choices import OrgLevel, OrgState, OrgType, SubjectKind
from governance.exchange.demo.loading import DEFAULT_COUNTY
from governance.management.serving import served, visitors
from governance.models import Finding, PartyOrganization
from schools.models import Jurisdiction, School

WINDOW = {"width": 1366, "height": 900}
LAUNCH = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=zh-CN"]


@dataclass(frozen=True)
class Shot:
    """One picture: who opens which address, and what is done there first."""

    name: str
    visitor: str
    address: str
    prepare: Callable[[Any], None] = lambda page: None


class Command(BaseCommand):
    """Serve what is loaded, look at it as an official and as a clerk, and leave nothing behind."""

    help = "Write docs/img/*.png from the demo county in the configured database."

    def add_arguments(self, parser):
        parser.add_argument("--jurisdiction", default=DEFAULT_COUNTY, metavar="CODE")
        parser.add_argument(
            "--school", default="", metavar="CODE", help="left out, one with a branch to mend"
        )
        folder = Path(settings.BASE_DIR) / "docs" / "img"
        parser.add_argument("-o", "--output", type=Path, default=folder, metavar="FOLDER")

    def handle(self, *args, **options):
        browser, start = _browser()
        branch = _branch(options["jurisdiction"], options["school"])
        place = branch.school.jurisdiction
        shots = _shots(place, branch)
        options["output"].mkdir(parents=True, exist_ok=True)
        with visitors(place, branch.school) as sessions, served() as site, start() as playwright:
            running = playwright.chromium.launch(executable_path=browser, args=LAUNCH)
            for shot in shots:
                _take(running, site, sessions[shot.visitor], shot, options["output"])
                self.stdout.write(f"{shot.name}.png")
            running.close()


def _browser() -> tuple[str, Callable]:
    """Return the browser's path and what starts Playwright.

    Raises:
        CommandError: if one of the two is missing.

    """
    from deploy.browser import browser_path

    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise CommandError(_("没有安装 Playwright，请用 make screenshots 运行。")) from error
    path = browser_path()
    if path is None:
        raise CommandError(_("没有找到 Chromium，请用 make screenshots 运行，或者用 LZ_CHROMIUM 指定。"))
    return path, sync_playwright


def _branch(place: str, code: str) -> PartyOrganization:
    """Return a branch with something to mend, in the demo school of fewest units unless one is named.

    Raises:
        CommandError: if there is none.

    """
    found = Finding.objects.open().filter(subject_kind=SubjectKind.ORGANIZATION)
    branches = PartyOrganization.objects.filter(
        type=OrgType.BRANCH,
        level=OrgLevel.INNER,
        state=OrgState.ACTIVE,
        school__is_demo=True,
        number__in=found.values("subject_number"),
    )
    asked = Q(school__code=code) if code else Q(school__jurisdiction__code=place)
    ordered = branches.filter(asked).annotate(units=Count("school__units", distinct=True))
    branch = ordered.select_related("school__jurisdiction").order_by("units", "number").first()
    if branch is None:
        raise CommandError(_("没有可以拍摄的演示学校：请先运行 make demo-data。"))
    return branch


def _shots(place: Jurisdiction, branch: PartyOrganization) -> list[Shot]:
    """Return the pictures; the rule is the one the branch fails."""
    finding = Finding.objects.open().filter(subject_number=branch.number).order_by(F("severity")).first()
    founding = f"{reverse('admin:governance_partyorganization_add')}?school={branch.school_id}"
    code = branch.school.code
    return [
        Shot("county", "official", reverse("governance:jurisdiction", args=[place.code])),
        Shot("school", "clerk", reverse("governance:school", args=[code])),
        Shot("outline", "clerk", reverse("governance:school_outline", args=[code])),
        Shot("organization", "clerk", reverse("governance:organization", args=[branch.number])),
        Shot("rule", "official", reverse("governance:jurisdiction_rule", args=[place.code, finding.rule])),
        Shot("refused", "clerk", founding, _founder(branch.school, branch.parent_id)),
    ]


def _founder(school: School, parent: int) -> Callable[[Any], None]:
    """Return what founds a branch without a unit: nothing is saved, the page says why."""
    name = _("新建党支部")
    full_name = _("中共%(school)s新建支部委员会") % {"school": school.name}

    def found(page: Any) -> None:
        page.locator("#id_type").select_option(OrgType.BRANCH.value)
        page.locator("#id_full_name").fill(full_name)
        page.locator("#id_short_name").fill(name)
        page.locator("#id_parent").select_option(str(parent))
        page.locator("[name=_save]").click()
        page.get_by_role("alert").wait_for()

    return found


def _take(browser: Any, site: str, session: str, shot: Shot, folder: Path) -> None:
    context = browser.new_context(
        viewport=WINDOW, locale="zh-CN", timezone_id="Asia/Shanghai", device_scale_factor=1
    )
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page = context.new_page()
    answer = page.goto(site + shot.address)
    if not answer.ok:
        raise CommandError(
            _("%(address)s 的状态是 %(status)d。") % {"address": shot.address, "status": answer.status}
        )
    shot.prepare(page)
    page.screenshot(path=folder / f"{shot.name}.png", animations="disabled")
    context.close()
