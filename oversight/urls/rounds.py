"""Addresses of rounds."""

from django.urls import path

from oversight.views import answers, round_closings, rounds, rounds_done, rounds_shown

urlpatterns = [
    path("jurisdictions/<str:code>/rounds/", rounds_shown.jurisdiction_rounds, name="jurisdiction_rounds"),
    path("jurisdictions/<str:code>/rounds/new/", rounds.round_new, name="round_new"),
    path("schools/<str:code>/rounds/", answers.school_rounds, name="school_rounds"),
    path("rounds/<int:pk>/", rounds_shown.round_, name="round"),
    path("rounds/<int:pk>/edit/", rounds.round_edit, name="round_edit"),
    path("rounds/<int:pk>/choose/", rounds.round_choose, name="round_choose"),
    path("rounds/<int:pk>/findings/", rounds_shown.round_findings, name="round_findings"),
    path("rounds/<int:pk>/verified/", rounds_shown.round_verified, name="round_verified"),
    path("rounds/<int:pk>/print/", rounds_shown.round_print, name="round_print"),
    path("rounds/<int:pk>/file/", rounds_shown.round_file, name="round_file"),
    path("rounds/<int:pk>/bulk/", rounds_done.round_bulk, name="round_bulk"),
    path("rounds/<int:pk>/closing/", round_closings.round_closing, name="round_closing"),
    path("rounds/<int:pk>/closing/<str:action>/", round_closings.round_closing_act, name="round_closing_act"),
    path("rounds/<int:pk>/do/<str:action>/", rounds_done.round_act, name="round_act"),
    path("rounds/<int:pk>/schools/<str:code>/", answers.answer, name="answer"),
    path("rounds/<int:pk>/schools/<str:code>/<str:action>/", answers.answer_act, name="answer_act"),
]
