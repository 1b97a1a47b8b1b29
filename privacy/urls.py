"""Addresses of the pages about people's data."""

from django.urls import path, re_path

from privacy.views import exports, people

app_name = "privacy"
urlpatterns = [
    path("exports/", exports.exports, name="exports"),
    path("exports/<str:number>/", exports.export, name="export"),
    re_path(
        r"^exports/(?P<number>[^/]+)/(?P<act>approve|refuse)/$", exports.export_decided, name="export_decided"
    ),
    path("people/<str:number>/data/", people.person, name="person"),
    path("people/<str:number>/data/file.<slug:ending>", people.person_file, name="person_file"),
    re_path(r"^people/(?P<number>[^/]+)/hold/(?P<act>place|lift)/$", people.person_hold, name="person_hold"),
]
