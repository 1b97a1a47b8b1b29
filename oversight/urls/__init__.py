"""Addresses of the pages; each topic lists its own."""

from oversight.urls import cases, evidence, notices, reports

app_name = "oversight"
urlpatterns = [
    *cases.urlpatterns,
    *evidence.urlpatterns,
    *notices.urlpatterns,
    *reports.urlpatterns,
]
