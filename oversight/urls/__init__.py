"""Addresses of the pages; each topic lists its own."""

from oversight.urls import cases, evidence, notices, reminders, reports

app_name = "oversight"
urlpatterns = [
    *cases.urlpatterns,
    *evidence.urlpatterns,
    *notices.urlpatterns,
    *reminders.urlpatterns,
    *reports.urlpatterns,
]
