"""Where every address of the site begins."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from api.http.interface import interface
from api.http.place import ROOT
from config.backup.page import operations
from config.health import healthz
from config.manual import manual

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("operations/", operations, name="operations"),
    path("help/", manual, name="manual"),
    path("language/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
    path(ROOT.removeprefix("/"), interface.urls),
    path("", include("api.urls")),
    path("", include("accounts.urls")),
    path("", include("audit.urls")),
    path("", include("accounts.door_urls")),
    path("", include("governance.urls")),
    path("", include("oversight.urls")),
    path("", include("privacy.urls")),
    path("", include("exports.urls")),
    path("", include("intake.urls")),
]

handler404 = "config.errors.not_found"
handler500 = "config.faults.last_resort"
