"""Addresses of waivers."""

from django.urls import path

from oversight.views import waiver_deeds, waivers

urlpatterns = [
    path("schools/<str:code>/waivers/", waivers.school_waivers, name="school_waivers"),
    path("jurisdictions/<str:code>/waivers/", waivers.jurisdiction_waivers, name="jurisdiction_waivers"),
    path("waivers/new/<int:pk>/", waivers.waiver_new, name="waiver_new"),
    path("waivers/<int:pk>/", waiver_deeds.waiver, name="waiver"),
    path("waivers/<int:pk>/edit/", waivers.waiver_edit, name="waiver_edit"),
    path("waivers/<int:pk>/do/<slug:action>/", waiver_deeds.waiver_act, name="waiver_act"),
]
