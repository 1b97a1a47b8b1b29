"""Addresses of the pages; each topic lists its own."""

from oversight.urls import evidence, reports, trends

app_name = "oversight"
urlpatterns = [
    *evidence.urlpatterns,
    *reports.urlpatterns,
    *trends.urlpatterns,
]
