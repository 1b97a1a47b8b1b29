"""Posts and who holds them."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.admin.display import counted, period_shown
from governance.admin.filters import CurrentFilter, area_by
from governance.admin.saving import OperationAdmin
from governance.admin.steps import Step
from governance.choices import AssignmentEnd, BodyKind, Method, Role
from governance.domain.posts import Appointment, kind_of, post_assign, post_end, post_hand_over
from governance.forms.assigning import FACTS, AssignForm, SuccessorForm
from governance.forms.base import RowForm
from governance.forms.bodies import BodyField
from governance.forms.steps import EndPostForm
from governance.models import Post, RoleAssignment, Term

BODIES = ("post__organization", "post__unit", "post__group", "post__school")


def _is_open(row) -> bool:
    return row.ends_on is None


def _hand_over(act, row, data):
    appointment = Appointment(
        method=row.method or Method.APPOINTED,
        approved_on=data["approved_on"],
        elected_on=data["elected_on"],
        document=act.document,
    )
    return post_hand_over(
        act=act,
        assignment=row,
        person=data["person"],
        appointment=appointment,
        end_reason=AssignmentEnd(data["end_reason"]),
    )


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(OperationAdmin):
    """A person in a post."""

    list_display = ("person", "post", "body", "method", "is_acting", period_shown)
    list_filter = (area_by("post__school__jurisdiction"), "role", CurrentFilter, "method", "is_acting")
    list_select_related = ("person", *BODIES)
    search_fields = (
        "person__name", "person__sort_key", "post__title",
        "post__organization__full_name", "post__unit__name", "post__school__name",
    )  # fmt: skip
    add_form = AssignForm
    add_fields = ("body", "post_role", "person", *FACTS)
    change_fields = (*FACTS, "term", "period", "end_reason")
    shown = ("person", "post", "body")
    empty_text = _("还没有登记任职。")
    choices = {"term": lambda place, keep: place.rows(Term, keep=keep)}
    steps = (
        Step(
            "end",
            _("结束任职"),
            lambda act, row, data: post_end(
                act=act, assignment=row, end_reason=AssignmentEnd(data["end_reason"])
            ),
            form=EndPostForm,
            offered=_is_open,
            grave=True,
        ),
        Step(
            "hand-over",
            _("交接"),
            _hand_over,
            form=SuccessorForm,
            offered=_is_open,
            text=_("现任自生效日期起不再担任，接任人员同日任职，职务不空缺。"),
        ),
    )

    @admin.display(description=_("任职机构"))
    def body(self, obj):
        """Return the body of the post."""
        return obj.post.body

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Tell the form which body and role its address names."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None:
            form.asked = {
                name: request.GET[name] for name in ("role", *BodyKind.values) if name in request.GET
            }
        return form

    def add_row(self, act, form):
        """Put the person in the post from the day of the act."""
        data = form.cleaned_data
        return post_assign(
            act=act,
            body=data["body"],
            role=Role(data["post_role"]),
            person=data["person"],
            appointment=form.appointment(),
        )


class PostForm(RowForm):
    """A post of a body, with its number of seats."""

    body = BodyField(label=_("所属机构"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].narrow(self.place)


@admin.register(Post)
class PostAdmin(OperationAdmin):
    """A post with its seats; assignments make the ones they need."""

    list_display = ("role", "title", "body_column", "school", "seats", "held")
    list_filter = (area_by("school__jurisdiction"), "body_kind", "role")
    list_select_related = ("school", "organization", "unit", "group")
    search_fields = ("title", "organization__full_name", "unit__name", "group__name", "school__name")
    add_form = PostForm
    add_fields = ("body", "role", "title", "seats")
    change_fields = ("title", "seats")
    shown = ("body_column", "role")
    empty_text = _("还没有登记职务。登记任职时会自动建立职务。")

    def get_queryset(self, request):
        """Count the holders of today beside each post."""
        current = RoleAssignment.objects.as_of(timezone.localdate())
        return super().get_queryset(request).annotate(held_count=counted(current, post="pk"))

    @admin.display(description=_("所属机构"))
    def body_column(self, obj):
        """Return the body of the post."""
        return obj.body

    @admin.display(description=_("现任人数"), ordering="held_count")
    def held(self, obj):
        """Return how many people hold the post."""
        return obj.held_count

    def add_row(self, act, form):
        """Add the post to the body."""
        post, body = form.instance, form.cleaned_data["body"]
        post.body_kind, post.school = kind_of(body), form.place.school
        if post.body_kind != BodyKind.SCHOOL:
            setattr(post, post.body_kind, body)
        return super().add_row(act, form)
