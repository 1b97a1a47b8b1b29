"""Addresses of the pages; each topic lists its own."""

from oversight.urls import evidence, trends

app_name = "oversight"
urlpatterns = [
    *evidence.urlpatterns,
    *trends.urlpatterns,
]
