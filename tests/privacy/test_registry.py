"""No field about a person without purpose, basis and an end."""

import re

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import User
from privacy.masking import MASK, hidden_names, is_hidden, masked
from privacy.registry import Kind, Mask, registered, registered_of
from privacy.registry.fields import nobodys
from schools.history import event_models
from schools.models import Person

#: Tables of others that hold nothing of ours: queues, types, rights; and the log of migrations.
LEFT_OUT = frozenset({"contenttypes", "procrastinate", "pghistory", "auth", "sites"})
FREE = (models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField)
#: A table with one of these keys, or one of these itself, is about people: all its fields are registered.
WHOLE = ("schools.Person", "accounts.User", "schools.Employment", "schools.UnitMembership")
WHOLE += ("governance.PartyMembership", "governance.RightsRestriction", "governance.RoleAssignment")
WHOLE += ("accounts.AccessGrant", "accounts.GrantEvent", "privacy.DataExport", "privacy.LegalHold")


def tables():
    events = set(event_models())
    return [
        model for model in apps.get_models() if model._meta.app_label not in LEFT_OUT and model not in events
    ]


def needs(field, table):
    """Tell whether the field may say something about a person."""
    if not getattr(field, "concrete", False) or getattr(field, "primary_key", False):
        return False
    if table in WHOLE:
        return True
    if field.is_relation:
        return field.related_model in (User, Person)
    if isinstance(field, ArrayField):
        return not field.base_field.choices
    return isinstance(field, FREE) and not field.choices


def unregistered(models_):
    found = []
    for model in models_:
        label = model._meta.label
        known = registered_of(label).keys() | nobodys(label).keys()
        own = [field for field in model._meta.get_fields() if needs(field, label)]
        found += [f"{label}.{field.name}" for field in own if field.name not in known]
    return found


def test_every_field_that_may_be_about_a_person_is_registered():
    assert unregistered(tables()) == []


def test_a_new_field_is_named():
    class Noted(models.Model):
        remark = models.TextField()
        person = models.ForeignKey(Person, models.CASCADE, related_name="+")
        total = models.IntegerField()

        class Meta:
            app_label = "not_installed"

    assert unregistered([Noted]) == ["not_installed.Noted.remark", "not_installed.Noted.person"]


def test_what_is_registered_exists():
    labels = {model._meta.label: model for model in tables()}
    names = [(one.table, one.name) for one in registered()]
    names += [(table, name) for table in labels for name in nobodys(table)]

    unknown = [
        f"{table}.{name}"
        for table, name in names
        if table not in labels or name not in {field.name for field in labels[table]._meta.get_fields()}
    ]

    assert unknown == []
    assert len(names) == len(set(names))


def test_every_entry_is_whole():
    for one in registered():
        treatment = one.treatment
        assert all((treatment.kind, treatment.purpose, treatment.basis, treatment.retention, treatment.mask))


def test_party_life_is_sensitive_and_masked():
    assert hidden_names(Person) == (
        "staff_number",
        "joined_on",
        "full_on",
        "probation_extended_until",
        "party_left_on",
        "retired_on",
        "died_on",
    )
    sensitive = {
        one.name for one in registered_of("schools.Person").values() if one.treatment.kind == Kind.SENSITIVE
    }
    assert sensitive == {
        "political_status",
        "joined_on",
        "full_on",
        "probation_extended_until",
        "party_left_on",
    }
    assert {one.treatment.kind for one in registered_of("governance.RightsRestriction").values()} == {
        Kind.SENSITIVE
    }


def test_secrets_are_on_no_page():
    assert registered_of("accounts.User")["password"].treatment.mask == Mask.NEVER
    assert registered_of("mfa.Authenticator")["data"].treatment.mask == Mask.NEVER


#: Words that would tell of more than the rules need. ``sfz`` is how 身份证 is often shortened.
FORBIDDEN = re.compile(
    r"(^|_)(id_?(number|card|no)|identity|sfz|birth\w*|born\w*|phone|mobile|tel|telephone|wechat|qq"
    r"|home_?address|student\w*|pupil\w*|guardian|photo|portrait|face|fingerprint|gender|sex|ethnic\w*|nation"
    r"|marital\w*|health|bank\w*|salary|wage)(_|$)"
)
IN_CHINESE = ("身份证", "出生", "生日", "电话", "手机", "微信", "学生", "家庭住址", "照片", "民族", "性别")


def told(model):
    return [
        f"{model._meta.label}.{field.name}"
        for field in model._meta.concrete_fields
        if FORBIDDEN.search(field.name)
        or any(word in str(getattr(field, "verbose_name", "")) for word in IN_CHINESE)
    ]


def test_no_number_of_an_identity_card_no_birthday_no_telephone_no_student():
    own = [
        m for m in tables() if m._meta.app_label not in ("account", "mfa", "socialaccount", "usersessions")
    ]

    assert [name for model in own for name in told(model)] == []
    assert [model._meta.label for model in own if "student" in model._meta.label_lower] == []


@pytest.mark.parametrize("name", ["id_number", "birthday", "phone", "student", "mobile"])
def test_such_a_field_would_be_named(name):
    made = type(
        f"Has{name.title().replace('_', '')}",
        (models.Model,),
        {
            name: models.IntegerField(),
            "__module__": __name__,
            "Meta": type("Meta", (), {"app_label": "not_installed"}),
        },
    )

    assert told(made) == [f"{made._meta.label}.{name}"]


def test_events_are_masked_like_their_rows():
    from schools.history import events_of

    assert is_hidden(events_of(Person)._meta.get_field("full_on"))
    assert not is_hidden(events_of(Person)._meta.get_field("name"))


def test_a_mask_says_nothing_of_what_is_below():
    assert masked("1") == masked("1234567890") == MASK
    assert masked("") == ""
    assert masked(None) is None
    assert masked("12", shows=True) == "12"
