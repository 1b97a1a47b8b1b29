"""Addresses of reports."""

from django.urls import path

from oversight.views import reports

urlpatterns = [
    path("jurisdictions/<str:code>/reports/", reports.reports, name="reports"),
    path("reports/<uuid:key>/", reports.report_row, name="report_row"),
    path("reports/<uuid:key>/file/", reports.report_file, name="report_file"),
    path("reports/<uuid:key>/<slug:action>/", reports.report_act, name="report_act"),
    path("schools/<str:code>/health.<slug:file_format>", reports.school_health, name="school_health"),
]
