"""Addresses of rules that people attest."""

from django.urls import path

from oversight.views import attesting, attesting_bulk

urlpatterns = [
    path("schools/<str:code>/attestations/", attesting.school_attestations, name="school_attestations"),
    path("schools/<str:code>/attestations/<str:rule>/", attesting.attestation, name="attestation"),
    path("statements/<int:pk>/edit/", attesting.statement_edit, name="statement_edit"),
    path("statements/<int:pk>/do/<slug:action>/", attesting.statement_act, name="statement_act"),
    path(
        "jurisdictions/<str:code>/attestations/",
        attesting_bulk.jurisdiction_attestations,
        name="jurisdiction_attestations",
    ),
    path("jurisdictions/<str:code>/attestations/bulk/", attesting_bulk.attest_bulk, name="attest_bulk"),
]
