"""Values, levels and waivers: chosen from the catalogue, written as people write them."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.choices import BodyKind, OrgState, SubjectKind
from governance.forms.base import RowForm
from governance.forms.grouped import EMPTY
from governance.forms.place import Place
from governance.models import LeadingGroup, PartyOrganization, RoleAssignment, Term
from governance.presentation.mending import assignment_key
from governance.rules.catalogue import all_rules
from governance.rules.parameters import PARAMETERS


def rule_choices(*, waivable: bool = False) -> list[tuple[str, str]]:
    """Return the rules by code, those that can be waived if asked."""
    rules = sorted(all_rules().values(), key=lambda rule: rule.code)
    return [EMPTY, *((r.code, f"{r.code} {r.name}") for r in rules if r.is_waivable or not waivable)]


class ParameterForm(RowForm):
    """A value for a parameter of the catalogue; lists are separated by commas."""

    name = forms.ChoiceField(label=_("参数"))
    value = forms.CharField(
        label=_("取值"), help_text=_("数字直接填写；日期写成 2026-06-01；多个值用逗号分开。")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        named = _("{name}（{detail}）")
        listed = [(name, named.format(name=p.label, detail=name)) for name, p in PARAMETERS.items()]
        self.fields["name"].choices = [EMPTY, *listed]
        if isinstance(self.initial.get("value"), list):
            self.initial["value"] = ",".join(self.initial["value"])

    def clean(self) -> dict[str, Any]:
        """Turn what was written into the kind of value the parameter takes."""
        cleaned = super().clean()
        name, text = cleaned.get("name"), cleaned.get("value")
        if name and text:
            try:
                cleaned["value"] = as_json(name, text)
            except ValueError:
                self.add_error("value", ValidationError(_("取值格式不对。"), code="invalid"))
        return cleaned


def as_json(name: str, text: str) -> Any:
    """Return the text as JSON keeps the parameter's value.

    Raises:
        ValueError: if it is no number or date.

    """
    kind = PARAMETERS[name].kind
    if kind is int:
        return int(text)
    if kind is date:
        return date.fromisoformat(text.strip()).isoformat()
    if kind is tuple:
        return [part for raw in text.replace("，", ",").split(",") if (part := raw.strip())]
    return text


class EnforcementForm(RowForm):
    """A level for a rule of the catalogue."""

    rule = forms.ChoiceField(label=_("规则"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = rule_choices()


class WaiverForm(RowForm):
    """A rule that can be waived, for one subject of the school."""

    rule = forms.ChoiceField(label=_("规则"))
    subject = forms.ChoiceField(label=_("对象"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = rule_choices(waivable=True)
        if "subject" in self.fields:
            self.fields["subject"].choices = [EMPTY, *subjects(self.place)]

    def clean(self) -> dict[str, Any]:
        """Check that the rule speaks about subjects of that kind."""
        cleaned = super().clean()
        rule, subject = all_rules().get(cleaned.get("rule", "")), cleaned.get("subject")
        if rule and subject:
            kind = subject.split("|")[0]
            if kind != rule.subject:
                self.add_error(
                    "subject",
                    _("规则%(rule)s的对象是%(kind)s。")
                    % {"rule": rule.code, "kind": SubjectKind(rule.subject).label},
                )
        return cleaned


def subjects(place: Place) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a rule may speak about at the school, by kind; keys as findings write them."""
    school = place.school
    organizations = place.rows(PartyOrganization).exclude(state=OrgState.DISSOLVED)
    terms = place.current(Term).select_related("organization")
    held = place.current(RoleAssignment).exclude(post__body_kind=BodyKind.UNIT)
    held = held.select_related("person", "post__organization", "post__group", "post__school", "post__unit")
    rows = {
        SubjectKind.SCHOOL: [(school.code, school.name)],
        SubjectKind.ORGANIZATION: [(o.number, str(o)) for o in organizations],
        SubjectKind.TERM: [
            (f"{t.organization.number}@{t.starts_on.isoformat()}", f"{t.organization} {t}") for t in terms
        ],
        SubjectKind.ASSIGNMENT: [(assignment_key(a), f"{a} {a.post.body}") for a in held],
        SubjectKind.GROUP: [(g.number, str(g)) for g in place.current(LeadingGroup)],
    }
    return [
        (str(kind.label), [(f"{kind.value}|{key}", name) for key, name in found])
        for kind, found in rows.items()
        if found
    ]
