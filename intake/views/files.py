"""Workbooks that are handed out."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import may_export
from governance.presentation.jurisdiction_page import schools_inside, visible_jurisdictions
from governance.views.asking import today, visible_school
from intake.books.refusing import NotTaken
from intake.papers.export import roster_book
from intake.papers.marking import marked_book
from intake.papers.template import template_book
from intake.presentation.page import ImportPage
from intake.running.reading import grids_of
from intake.running.rights import may_import
from intake.views.imports import own_import
from privacy.exporting import Offer, handed_out
from privacy.exporting.attaching import attach
from privacy.exporting.stamping import WORKBOOK
from schools.models import Person

TAKING = ["GET", "HEAD", "POST"]


@require_GET
@login_required
def template_xlsx(request):
    """Hand out the template."""
    return _handed_out(_("导入模板"), template_book)


@require_http_methods(TAKING)
@login_required
def school_roster_xlsx(request, code):
    """Hand out the school in the layout of the template."""
    school = visible_school(request, code)
    return _roster(request, may_export(request.user, school), [school], school)


@require_http_methods(TAKING)
@login_required
def jurisdiction_roster_xlsx(request, code):
    """Hand out the schools of the jurisdiction in the layout of the template."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    schools = schools_inside(place, request.user).order_by("code")
    return _roster(request, may_export(request.user, place), schools, place)


def _roster(request, verdict, schools, place):
    if not verdict:
        raise PermissionDenied(verdict.reason)
    name = f"{place.name}_{_('名册')}_{today().isoformat()}.xlsx"
    people = Person.objects.filter(school__in=schools).count()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"

        def written(_line):
            roster_book(schools, today(), path)
            return path.open("rb")

        with transaction.atomic():
            return handed_out(request, Offer(place, people, name, WORKBOOK, written))


@require_GET
@login_required
def import_marked_xlsx(request, key):
    """Hand out what was sent, with what is wrong marked, to who may still import for the place."""
    row = own_import(request, key)
    verdict = may_import(request.user, row.place)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    problems = ImportPage(row).problems
    if not problems:
        raise Http404
    try:
        grids = grids_of(row)
    except (NotTaken, FileNotFoundError) as problem:
        raise Http404 from problem
    stem = row.name.rpartition(".")[0]
    return _handed_out(f"{stem}_{_('标出错误')}", lambda path: marked_book(grids, problems, path))


def _handed_out(name, write):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        write(path)
        answer = HttpResponse(path.read_bytes(), content_type=WORKBOOK)
    attach(answer, f"{name}.xlsx")
    return answer
