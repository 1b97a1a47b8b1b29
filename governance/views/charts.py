"""The whole chart as a file and on paper: everything open, showing what the user's boxes show."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance.chart.fonts import FontMissing
from governance.chart.pdf import sheet_pdf
from governance.chart.png import sheet_png
from governance.chart.svg import sheet_svg
from governance.presentation.chart_file import ChartFile
from governance.presentation.chart_view import view_remembered
from governance.views.asking import asked_day, visible_school
from governance.views.handing_out import attach


@require_safe
@login_required
def school_svg(request, code):
    """Hand out the chart as SVG."""
    return _handed_out(request, code, sheet_svg, "svg", "image/svg+xml")


@require_safe
@login_required
def school_png(request, code):
    """Hand out the chart as PNG."""
    return _handed_out(request, code, sheet_png, "png", "image/png")


@require_safe
@login_required
def school_pdf(request, code):
    """Hand out the chart as PDF, its font inside."""
    return _handed_out(request, code, sheet_pdf, "pdf", "application/pdf")


@require_safe
@login_required
def school_print(request, code):
    """Show the chart as sheets of A3."""
    school = visible_school(request, code)
    return render(request, "governance/chart_print.html", {"school": school, "file": _file(request, school)})


def _file(request, school) -> ChartFile:
    view = view_remembered(request.user, school).asked(request.GET)
    return ChartFile.of(school, view, asked_day(request, knows=True))


def _handed_out(request, code, drawn, ending, content_type):
    file = _file(request, visible_school(request, code))
    try:
        content = drawn(file.chart, file.caption)
    except FontMissing as missing:
        text = _("没有安装中文字体组件 %(package)s，不能生成图片和PDF；可以下载SVG。") % {"package": missing}
        return HttpResponse(text, content_type="text/plain; charset=utf-8", status=503)
    answer = HttpResponse(content, content_type=content_type)
    attach(answer, f"{file.name}.{ending}")
    return answer
