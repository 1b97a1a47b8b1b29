"""Addresses of filings."""

from django.urls import path

from oversight.views import filings, filings_done

urlpatterns = [
    path("jurisdictions/<str:code>/filings/", filings.jurisdiction_filings, name="jurisdiction_filings"),
    path("jurisdictions/<str:code>/filings/accept/", filings_done.filings_bulk, name="filings_bulk"),
    path("schools/<str:code>/filings/", filings.school_filings, name="school_filings"),
    path("schools/<str:code>/filings/new/", filings.filing_new, name="filing_new"),
    path("filings/<int:pk>/", filings.filing, name="filing"),
    path("filings/<int:pk>/print/", filings.filing_print, name="filing_print"),
    path("filings/<int:pk>/file/", filings.filing_file, name="filing_file"),
    path("filings/<int:pk>/do/<str:action>/", filings_done.filing_act, name="filing_act"),
]
