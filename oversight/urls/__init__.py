"""Addresses of the pages; each topic lists its own."""

from oversight.urls import evidence, reminders

app_name = "oversight"
urlpatterns = [
    *evidence.urlpatterns,
    *reminders.urlpatterns,
]
