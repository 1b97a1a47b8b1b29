"""Take schools out of a test's database."""

from django.apps import apps
from django.db import connection

from governance.models import Document, OrganizationStatus, PartyOrganization
from schools.models import Jurisdiction

_KEPT = {Jurisdiction: None, PartyOrganization: "school", Document: "school", OrganizationStatus: None}


def schools_out() -> None:
    """Remove every school and what belongs to it; organisations of jurisdictions stay."""
    _settle()
    OrganizationStatus._base_manager.filter(organization__school__isnull=False).delete()
    Document._base_manager.filter(school__isnull=False).update(issuer=None)
    for app in ("oversight", "governance", "schools"):
        for model in apps.get_app_config(app).get_models():
            if hasattr(model, "pgh_tracked_model") or model in (Jurisdiction, OrganizationStatus):
                continue
            rows = model._base_manager.all()
            if model in _KEPT:
                rows = rows.filter(school__isnull=False)
            rows._raw_delete(rows.db)
    _settle()


def _settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
