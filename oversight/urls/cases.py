"""Addresses of findings as work."""

from django.urls import path

from oversight.views import case_bulk, cases

urlpatterns = [
    path("jurisdictions/<str:code>/findings/", cases.jurisdiction_findings, name="jurisdiction_findings"),
    path(
        "jurisdictions/<str:code>/findings/bulk/",
        case_bulk.jurisdiction_findings_bulk,
        name="jurisdiction_findings_bulk",
    ),
    path("schools/<str:code>/findings/", cases.school_findings, name="school_findings"),
    path("schools/<str:code>/findings/bulk/", case_bulk.school_findings_bulk, name="school_findings_bulk"),
    path("findings/<int:pk>/", cases.case, name="case"),
    path("findings/<int:pk>/do/<slug:action>/", cases.case_act, name="case_act"),
]
