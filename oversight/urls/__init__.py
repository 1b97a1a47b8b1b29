"""Addresses of the pages; each topic lists its own."""

from oversight.urls import evidence, filings, reports, rounds

app_name = "oversight"
urlpatterns = [
    *evidence.urlpatterns,
    *filings.urlpatterns,
    *reports.urlpatterns,
    *rounds.urlpatterns,
]
