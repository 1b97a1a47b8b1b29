"""Party organisations: drawn, approved, put to work, adjusted, dissolved."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.admin.display import badge, counted, findings_shown, node, open_findings, period_shown
from governance.admin.filters import area_by
from governance.admin.organization_steps import STEPS
from governance.admin.saving import OperationAdmin, in_turn
from governance.admin.scope import ScopedAdmin
from governance.choices import WORKING_STATES, MembershipKind, OrgState
from governance.domain.founding import organization_draft
from governance.domain.records import record_correct
from governance.domain.structure import organization_move, organization_rename
from governance.forms.founding import FoundingForm, parents
from governance.models import OrganizationMerger, OrganizationStatus, PartyMembership, PartyOrganization

NAMES = ("full_name", "short_name")
PLACE = ("parent", "superior", "external_superior")
FACTS = (
    "code", "kind", "applied_on", "approval", "established_on", "first_election_on",
    "standing_committee", "discipline_committee",
)  # fmt: skip
DRAWN = ("type", "kind", *NAMES, *PLACE, "host_units", "covered_schools", "covered_units")


def _on(organization) -> str:
    return f"organization={organization.pk}"


def _at_work(organization) -> str:
    """Name the organisation once it is approved: before that it has no team and no members."""
    return _on(organization) if organization.state in WORKING_STATES else ""


def _secretary(organization) -> str:
    return f"{_on(organization)}&role=secretary" if organization.state in WORKING_STATES else ""


@admin.register(PartyOrganization)
class PartyOrganizationAdmin(OperationAdmin):
    """The tree of organisations, with the buttons that move each through its states."""

    list_display = ("indented", "school", "type", "state_badge", "members", findings_shown)
    list_filter = (area_by("school__jurisdiction"), "type", "kind", "level", "state")
    list_select_related = ("school", "jurisdiction")
    search_fields = ("full_name", "short_name", "number", "code", "school__name", "school__sort_key")
    ordering = ("tree_id", "lft")
    link_lookups = ("school__id__exact",)
    add_form = FoundingForm
    add_fields = DRAWN
    change_fields = (*NAMES, *PLACE, *FACTS)
    shown = ("school", "number", "type", "level", "state_badge", "state_since", "hosts_text")
    empty_text = _("还没有登记党组织。在学校页面选“设立党组织”开始。")
    choices = {
        "parent": parents,
        "superior": lambda place, keep: place.superiors(keep=keep),
    }
    steps = STEPS
    additions = (
        (_("设立下级组织"), "governance_partyorganization", lambda o: f"{_on(o)}&parent={o.pk}"),
        (_("任命书记"), "governance_roleassignment", _secretary),
        (_("登记任职"), "governance_roleassignment", _at_work),
        (_("登记届次"), "governance_term", _at_work),
        (_("登记依托单元"), "governance_hostunit", _on),
        (_("编入党员"), "governance_partymembership", _at_work),
    )

    def get_queryset(self, request):
        """Count formal members and findings beside each organisation."""
        formal = PartyMembership.objects.as_of(timezone.localdate()).filter(kind=MembershipKind.FORMAL)
        return (
            super()
            .get_queryset(request)
            .annotate(
                members_count=counted(formal, organization="pk"),
                findings_count=open_findings(subject_number="number"),
            )
        )

    @admin.display(description=_("党组织"), ordering="tree_id")
    def indented(self, obj):
        """Return the name indented by its depth."""
        return node(obj.depth, str(obj))

    @admin.display(description=_("状态"), ordering="state")
    def state_badge(self, obj):
        """Return the state in its colour."""
        return badge(obj.state, obj.get_state_display())

    @admin.display(description=_("编入党员"), ordering="members_count")
    def members(self, obj):
        """Return how many formal members the branch has."""
        return obj.members_count

    @admin.display(description=_("依托单元"))
    def hosts_text(self, obj):
        """Return the units the organisation stands on today."""
        hosts = obj.hosts.as_of(timezone.localdate()).select_related("unit")
        return _("、").join(host.unit.name for host in hosts) or "—"

    def view_on_site(self, obj):
        """Return the page of the organisation."""
        return reverse("governance:organization", args=[obj.number])

    def has_delete_permission(self, request, obj=None):
        """Let only drafts be taken out: what worked once is dissolved and stays on record."""
        is_draft = obj is None or obj.state == OrgState.DRAFT
        return is_draft and super().has_delete_permission(request, obj)

    def add_row(self, act, form):
        """Draw the organisation with the units it stands on."""
        return organization_draft(act=act, school=form.place.school, **form.given(*DRAWN))

    def change_row(self, act, row, form):
        """Correct plain fields; a new name is a renaming, a new superior a move."""
        changes, data = form.changes(), form.cleaned_data
        renamed, moved = changes.keys() & set(NAMES), changes.keys() & set(PLACE)
        plain = {name: value for name, value in changes.items() if name not in renamed | moved}
        tries = []
        if plain:
            tries.append(lambda act: record_correct(act=act, row=row, fields=plain, seen=form.shown))
        if renamed:
            names = {name: data[name] for name in NAMES}
            tries.append(lambda act: organization_rename(act=act, organization=row, **names))
        if moved:
            place = {name: data[name] for name in PLACE}
            tries.append(lambda act: organization_move(act=act, organization=row, **place))
        return in_turn(act, tries)


@admin.register(OrganizationStatus)
class OrganizationStatusAdmin(ScopedAdmin):
    """The states organisations passed through; written by the steps alone."""

    list_display = ("organization", "state", period_shown, "document")
    list_filter = ("state",)
    list_select_related = ("organization", "document")
    search_fields = ("organization__full_name", "organization__short_name", "organization__number")
    fields = ("organization", "state", "period", "document")
    empty_text = _("还没有状态记录。")


@admin.register(OrganizationMerger)
class OrganizationMergerAdmin(ScopedAdmin):
    """Which organisations were merged into which; written by the merging alone."""

    list_display = ("organization", "into")
    list_select_related = ("organization", "into")
    search_fields = ("organization__full_name", "organization__number", "into__full_name", "into__number")
    fields = ("organization", "into")
    empty_text = _("还没有合并记录。")
