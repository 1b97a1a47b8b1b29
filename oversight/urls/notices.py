"""Addresses of notices."""

from django.urls import path

from oversight.views import notice_drawing, notice_files, notices

urlpatterns = [
    path("jurisdictions/<str:code>/notices/", notices.jurisdiction_notices, name="jurisdiction_notices"),
    path(
        "jurisdictions/<str:code>/notices/draw/",
        notice_drawing.jurisdiction_notices_draw,
        name="jurisdiction_notices_draw",
    ),
    path("schools/<str:code>/notices/", notices.school_notices, name="school_notices"),
    path("schools/<str:code>/notices/new/", notices.notice_new, name="notice_new"),
    path("schools/<str:code>/notices/draw/", notice_drawing.school_notices_draw, name="school_notices_draw"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/<int:pk>/edit/", notices.notice_edit_page, name="notice_edit"),
    path("notices/<int:pk>/notice.docx", notice_files.notice_docx, name="notice_docx"),
    path("notices/<int:pk>/notice.pdf", notice_files.notice_pdf, name="notice_pdf"),
    path("notices/<int:pk>/do/<slug:action>/", notices.notice_act, name="notice_act"),
]
