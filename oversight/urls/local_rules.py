"""Addresses of values and levels of a jurisdiction."""

from django.urls import path

from oversight.views import local_rules

_ONE = "jurisdictions/<str:code>/local-rules/<slug:kind>/<str:name>/"
urlpatterns = [
    path("jurisdictions/<str:code>/local-rules/", local_rules.local_rules, name="local_rules"),
    path(_ONE, local_rules.local_setting, name="local_setting"),
    path(f"{_ONE}<int:pk>/end/", local_rules.local_setting_end, name="local_setting_end"),
]
