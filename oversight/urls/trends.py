"""Addresses of trends, and of the lists behind their numbers."""

from django.urls import path

from oversight.views import trends

_PLACE, _SCHOOL = "jurisdictions/<str:code>/trends/", "schools/<str:code>/trends/"

urlpatterns = [
    path(_PLACE, trends.jurisdiction_trends, name="jurisdiction_trends"),
    path(f"{_PLACE}mending/", trends.jurisdiction_trends_mending, name="jurisdiction_trends_mending"),
    path(f"{_PLACE}structure/", trends.jurisdiction_trends_structure, name="jurisdiction_trends_structure"),
    path(f"{_PLACE}terms/", trends.jurisdiction_trends_terms, name="jurisdiction_trends_terms"),
    path(f"{_PLACE}list/findings/", trends.jurisdiction_trend_findings, name="jurisdiction_trend_findings"),
    path(f"{_PLACE}list/schools/", trends.jurisdiction_trend_schools, name="jurisdiction_trend_schools"),
    path(f"{_PLACE}list/terms/", trends.jurisdiction_trend_terms, name="jurisdiction_trend_terms"),
    path(_SCHOOL, trends.school_trends, name="school_trends"),
    path(f"{_SCHOOL}list/findings/", trends.school_trend_findings, name="school_trend_findings"),
]
