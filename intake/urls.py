"""Addresses of imports."""

from django.urls import path

from intake.views import files, imports, steps

app_name = "intake"
urlpatterns = [
    path("schools/<str:code>/imports/", imports.school_imports, name="school_imports"),
    path("jurisdictions/<str:code>/imports/", imports.jurisdiction_imports, name="jurisdiction_imports"),
    path("imports/template.xlsx", files.template_xlsx, name="template_xlsx"),
    path("schools/<str:code>/roster.xlsx", files.school_roster_xlsx, name="school_roster_xlsx"),
    path(
        "jurisdictions/<str:code>/roster.xlsx",
        files.jurisdiction_roster_xlsx,
        name="jurisdiction_roster_xlsx",
    ),
    path("imports/<uuid:key>/", imports.roster_import, name="import"),
    path("imports/<uuid:key>/row/", imports.import_row, name="import_row"),
    path("imports/<uuid:key>/marked.xlsx", files.import_marked_xlsx, name="import_marked_xlsx"),
    path("imports/<uuid:key>/answers/", steps.import_answers, name="import_answers"),
    path("imports/<uuid:key>/apply/", steps.import_apply_now, name="import_apply"),
    path("imports/<uuid:key>/<slug:action>/", steps.import_act, name="import_act"),
]
