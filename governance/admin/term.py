"""Terms of office."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.admin.display import badge, period_shown
from governance.admin.filters import CurrentFilter, area_by
from governance.admin.saving import OperationAdmin
from governance.admin.steps import Step
from governance.choices import LIVE_STATES, TERM_TYPES, OrgState
from governance.domain.terms import term_close, term_extend, term_note, term_open
from governance.forms.steps import ElectionStepsForm, ExtendForm
from governance.models import PartyOrganization, Term

OPENED = (
    "organization",
    "number",
    "planned_end",
    "method",
    "committee_seats",
    "deputy_seats",
    "early_approval",
)
ELECTION = ("reminded_on", "election_opened_on", "by_election_opened_on")


def _electing(place, keep):
    states = LIVE_STATES | {OrgState.PREPARING}
    return place.rows(PartyOrganization, keep=keep).filter(type__in=TERM_TYPES, state__in=states)


def _is_open(row) -> bool:
    return row.ends_on is None


@admin.register(Term)
class TermAdmin(OperationAdmin):
    """A term, from one election to the next."""

    list_display = ("organization", "number", period_shown, "planned_end", "due", "committee_seats", "method")
    list_filter = (area_by("organization__school__jurisdiction"), CurrentFilter, "method")
    list_select_related = ("organization__school",)
    search_fields = ("organization__full_name", "organization__short_name", "organization__school__name")
    date_hierarchy = "planned_end"
    add_fields = OPENED
    change_fields = (*OPENED[1:], "period", "is_carried_over", *ELECTION)
    shown = ("organization", "extended_until", "extension_applied_on", "extension")
    empty_text = _("还没有登记届次。")
    choices = {"organization": _electing}
    steps = (
        Step(
            "extend",
            _("延期"),
            lambda act, row, data: term_extend(
                act=act, term=row, until=data["until"], extension=act.document
            ),
            form=ExtendForm,
            offered=_is_open,
            text=_("登记延期换届的申请；有上级批复的，一并登记批复。"),
        ),
        Step(
            "election",
            _("登记换届进展"),
            lambda act, row, data: term_note(act=act, term=row, **{name: data[name] for name in ELECTION}),
            form=ElectionStepsForm,
            offered=_is_open,
        ),
        Step(
            "close",
            _("结束"),
            lambda act, row, _data: term_close(act=act, term=row),
            offered=_is_open,
            text=_("结束任期而不开始新一届，本届任职同日结束。换届请登记新的届次。"),
            grave=True,
        ),
    )

    @admin.display(description=_("是否届满"))
    def due(self, obj):
        """Return whether the term is past its last day."""
        due = obj.extended_until or obj.planned_end
        if due is None or not _is_open(obj):
            return "—"
        is_over = timezone.localdate() > due
        return badge("error", _("已届满")) if is_over else badge("ok", _("任期内"))

    def add_row(self, act, form):
        """Open the term on the day of the act; the last one and its team make room."""
        return term_open(act=act, **form.given(*OPENED))
