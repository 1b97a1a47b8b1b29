"""Webhooks: registered, renewed, switched off and on, taken away."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from api.choices import DeliveryState, Topic
from api.models import Delivery, Webhook
from api.webhooks.addresses import target_of
from api.webhooks.signing import new_salt, secret_of
from schools.models import Jurisdiction, School

#: Nobody keeps an eye on more.
MOST = 20


def webhook_register(
    *, user: User, name: str, url: str, topics: list[str], place: School | Jurisdiction
) -> tuple[Webhook, str]:
    """Return a new webhook and its secret, which is shown once.

    Raises:
        ValidationError: if the address leads where webhooks may not, something is missing, the place is not
            the user's to see, or he has too many.

    """
    where = {"school": place} if isinstance(place, School) else {"jurisdiction": place}
    webhook = Webhook(
        user=user,
        name=name.strip(),
        url=url.strip(),
        salt=new_salt(),
        topics=[topic for topic in Topic.values if topic in topics],
        **where,
    )
    if not type(place).objects.visible_to(user).filter(pk=place.pk).exists():
        raise ValidationError(_("所选内容不存在，或者不在您的管理范围内。"))
    target_of(webhook.url)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if Webhook.objects.filter(user=user).count() >= MOST:
            raise ValidationError(_("每人最多登记%(most)d个推送，请先删除不用的。") % {"most": MOST})
        webhook.full_clean(exclude=["salt"])
        webhook.save()
    return webhook, secret_of(webhook)


def webhook_renew(*, webhook: Webhook) -> str:
    """Return a new secret; what is signed from now on is signed with it."""
    webhook.salt = new_salt()
    webhook.save(update_fields=["salt"])
    return secret_of(webhook)


def webhook_switch(*, webhook: Webhook, is_active: bool) -> None:
    """Switch it off or on; what happens in between is not told later."""
    webhook.is_active = is_active
    webhook.save(update_fields=["is_active"])


def webhook_remove(*, webhook: Webhook) -> None:
    """Take it away, its deliveries with it."""
    webhook.delete()


def delivery_again(*, delivery: Delivery) -> None:
    """Have a message sent once more, whatever became of it."""
    now = timezone.now()
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.WAITING, attempts=0, next_try=now, problem="", status=None
    )
