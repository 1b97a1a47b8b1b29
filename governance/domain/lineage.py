"""Where an organisation comes from, and what became of it: re-typed, split, merged."""

from django.db.models import Q, QuerySet

from governance.models import PartyOrganization


def forerunners_of(organization: PartyOrganization) -> QuerySet[PartyOrganization]:
    """Return what the organisation was made from or has taken in, the oldest first."""
    origin = Q(pk=organization.predecessor_id) | Q(merger__into=organization)
    return PartyOrganization.objects.filter(origin).order_by("established_on", "number")


def heirs_of(organization: PartyOrganization) -> QuerySet[PartyOrganization]:
    """Return what was made from the organisation, and what it was merged into."""
    heirs = Q(predecessor=organization) | Q(mergers__organization=organization)
    return PartyOrganization.objects.filter(heirs).distinct().order_by("established_on", "number")
