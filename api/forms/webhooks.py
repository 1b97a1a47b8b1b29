"""What is asked for a new webhook."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import grants_today
from api.choices import Topic
from schools.models import Jurisdiction, School

TEXT = {"class": "form-control"}


class WebhookForm(forms.Form):
    """Who is told, about what and about which place."""

    name = forms.CharField(label=_("用途"), max_length=60, widget=forms.TextInput(attrs=TEXT))
    url = forms.CharField(
        label=_("接收地址"),
        max_length=300,
        widget=forms.URLInput(attrs=TEXT),
        help_text=_("以https://开头。系统把消息发到这个地址。"),
    )
    topics = forms.MultipleChoiceField(
        label=_("通知内容"),
        choices=Topic.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    place = forms.CharField(
        label=_("范围"),
        max_length=10,
        widget=forms.TextInput(attrs=TEXT),
        help_text=_("学校标识码（10位）或者行政区划代码（6位）。"),
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.user = user
        places = {(grant.school or grant.jurisdiction).code for grant in grants_today(user)}
        if len(places) == 1:
            self.fields["place"].initial = places.pop()

    def clean_place(self) -> School | Jurisdiction:
        """Return the school or division with the code.

        Raises:
            ValidationError: if the user sees none.

        """
        code = self.cleaned_data["place"].strip()
        for model in (School, Jurisdiction):
            found = model.objects.visible_to(self.user).filter(code=code).first()
            if found is not None:
                return found
        raise ValidationError(_("没有这个学校或者行政区划，或者不在您的管理范围内。"))
