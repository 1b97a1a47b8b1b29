"""Which records an auditor reads, and the questions he can ask."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.choices import Action, ActorKind, Outcome
from audit.models import AuditRecord
from audit.tables import audited

#: The role on a jurisdiction that lets a user read; ``accounts.models.GrantRole`` names it for people.
AUDITOR = "auditor"
PAGE_SIZE = 50

#: Tables that libraries name in English.
OF_LIBRARIES = {
    "account_emailaddress": _("邮箱地址"),
    "account_emailconfirmation": _("邮箱确认"),
    "mfa_authenticator": _("两步验证"),
    "socialaccount_socialaccount": _("单点登录关联"),
    "socialaccount_socialapp": _("单点登录服务"),
    "socialaccount_socialtoken": _("单点登录凭证"),
    "usersessions_usersession": _("登录会话"),
}


def may_read(user: Any) -> bool:
    """Tell whether the user reads any record."""
    return user.is_active and (user.is_superuser or user.granted_jurisdictions(AUDITOR).exists())


def records_for(user: Any) -> QuerySet[AuditRecord]:
    """Return the records the user reads.

    What belongs to a school or jurisdiction of his, and what people did who hold a grant there. What belongs
    to none is for auditors of a whole country or province tree.
    """
    if user.is_superuser or user.granted_jurisdictions(AUDITOR).filter(parent=None).exists():
        return AuditRecord.objects.all()
    schools, places = user.granted_schools(AUDITOR), user.granted_jurisdictions(AUDITOR)
    inside = Q(grants__school__in=schools) | Q(grants__jurisdiction__in=places)
    people = get_user_model()._default_manager.filter(inside).values("pk")
    found = Q(school_id__in=schools) | Q(jurisdiction_id__in=places) | Q(actor_id__in=people)
    return AuditRecord.objects.filter(found)


class RecordFilter(forms.Form):
    """Who, what, to what, when, in which request."""

    actor = forms.CharField(label=_("操作者"), required=False, max_length=150)
    kind = forms.ChoiceField(label=_("操作者类型"), required=False)
    action = forms.ChoiceField(label=_("行为"), required=False)
    outcome = forms.ChoiceField(label=_("结果"), required=False)
    subject = forms.ChoiceField(label=_("对象类型"), required=False)
    subject_id = forms.CharField(label=_("对象编号"), required=False, max_length=100)
    first = forms.DateField(label=_("起始日期"), required=False)
    last = forms.DateField(label=_("结束日期"), required=False)
    request = forms.CharField(label=_("请求编号"), required=False, max_length=32)

    _EQUAL = {"actor": "actor", "kind": "actor_kind", "action": "action", "outcome": "outcome"}
    _MORE = {"subject": "subject", "subject_id": "subject_id", "request": "request"}
    _DAYS = {"first": ("recorded_at__gte", 0), "last": ("recorded_at__lt", 1)}

    def __init__(self, data: Any):
        super().__init__(data)
        every = [("", _("全部"))]
        self.fields["kind"].choices = every + ActorKind.choices
        self.fields["action"].choices = every + Action.choices
        self.fields["outcome"].choices = every + Outcome.choices
        self.fields["subject"].choices = [*every, *sorted(subjects().items())]
        for name, field in self.fields.items():
            kind = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["class"] = f"{kind} {kind}-sm"
            if name in self._DAYS:
                field.widget.input_type = "date"

    @property
    def asked(self) -> dict[str, str]:
        """Return what was asked, as it goes on record."""
        values = self.cleaned_data if self.is_valid() else {}
        return {name: str(value) for name, value in values.items() if value}

    def apply(self, rows: QuerySet[AuditRecord]) -> QuerySet[AuditRecord]:
        """Return the rows that are asked for; none while a question cannot be meant."""
        if not self.is_valid():
            return rows.none()
        names = {**self._EQUAL, **self._MORE}
        for name in self.asked.keys() & names.keys():
            rows = rows.filter(**{names[name]: self.cleaned_data[name]})
        for name in self.asked.keys() & self._DAYS.keys():
            lookup, later = self._DAYS[name]
            rows = rows.filter(**{lookup: _midnight(self.cleaned_data[name] + timedelta(days=later))})
        return rows


def _midnight(day: date) -> datetime:
    """Return the beginning of the day, so that the index of the times is of use."""
    return timezone.make_aware(datetime.combine(day, time.min))


def subjects() -> dict[str, str]:
    """Return the audited tables with their names for people."""
    from audit.tables import audited_models

    known = {model._meta.db_table: str(model._meta.verbose_name) for model in audited_models()}
    known |= {table: str(name) for table, name in OF_LIBRARIES.items()}
    return {table: f"{known[table]}（{table}）" for table in audited()}
