"""Addresses of the pages; each topic lists its own."""

from oversight.urls import evidence, filings, rounds

app_name = "oversight"
urlpatterns = [
    *evidence.urlpatterns,
    *filings.urlpatterns,
    *rounds.urlpatterns,
]
