"""Addresses of the pages; each topic lists its own."""

from oversight.urls import attesting, cases, evidence, local_rules, notices, reminders, reports, waivers

app_name = "oversight"
urlpatterns = [
    *attesting.urlpatterns,
    *cases.urlpatterns,
    *evidence.urlpatterns,
    *local_rules.urlpatterns,
    *notices.urlpatterns,
    *reminders.urlpatterns,
    *reports.urlpatterns,
    *waivers.urlpatterns,
]
