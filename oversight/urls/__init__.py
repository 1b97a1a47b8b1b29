"""Addresses of the pages; each topic lists its own."""

from oversight.urls import attesting, evidence, local_rules, waivers

app_name = "oversight"
urlpatterns = [
    *evidence.urlpatterns,
    *waivers.urlpatterns,
    *attesting.urlpatterns,
    *local_rules.urlpatterns,
]
