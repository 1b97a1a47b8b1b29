"""Addresses of the pages; each topic lists its own."""

from oversight.urls import (
    attesting,
    cases,
    evidence,
    filings,
    local_rules,
    notices,
    reminders,
    reports,
    rounds,
    trends,
    waivers,
)

app_name = "oversight"
urlpatterns = [
    *attesting.urlpatterns,
    *cases.urlpatterns,
    *evidence.urlpatterns,
    *filings.urlpatterns,
    *local_rules.urlpatterns,
    *notices.urlpatterns,
    *reminders.urlpatterns,
    *reports.urlpatterns,
    *rounds.urlpatterns,
    *trends.urlpatterns,
    *waivers.urlpatterns,
]
