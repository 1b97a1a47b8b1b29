"""Organisations with the approvals they were founded on."""

from datetime import date, timedelta

from governance.choices import DocumentKind, OrgType
from governance.exchange.building.organizations import add_document, add_organization
from governance.exchange.building.sheet import Sheet
from governance.models import Document, PartyOrganization
from schools.models import Jurisdiction, School


def found(
    sheet: Sheet,
    host: School | Jurisdiction,
    type: OrgType,  # noqa: A002 -- the field's own name
    full_name: str,
    short_name: str,
    *,
    since: date,
    issuer: PartyOrganization | None,
    **fields: object,
) -> PartyOrganization:
    """Add an organisation with the approval it was founded on; without an issuer nobody filed one."""
    approval = None
    if issuer is not None:
        approval = decide(sheet, host, DocumentKind.APPROVAL, f"关于同意设立{full_name}的批复", since, issuer)
    return add_organization(
        sheet, host, type, full_name, short_name, since=since, approval=approval, **fields
    )


def decide(
    sheet: Sheet,
    host: School | Jurisdiction,
    kind: DocumentKind,
    title: str,
    effective: date,
    issuer: PartyOrganization,
) -> Document:
    """Add a numbered document issued a week before it takes effect."""
    issued = effective - timedelta(days=7)
    serial = sheet.count(f"documents of {issued.year}")
    number = f"演示教工〔{issued.year}〕{serial}号"
    return add_document(
        sheet, host, kind, title=title, issued_on=issued, document_number=number, issuer=issuer
    )
