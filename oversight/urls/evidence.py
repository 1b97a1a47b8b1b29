"""Addresses of files."""

from django.urls import path

from oversight.views import evidence

urlpatterns = [
    path("evidence/<uuid:key>/", evidence.evidence, name="evidence"),
]
