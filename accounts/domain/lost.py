"""A lost password: a letter with an address that opens once, for half an hour."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from accounts.domain.duties import grants_are_over
from accounts.models import User


def lost_password_write(email: str) -> int:
    """Write to every active user of the address; return how many there are. The answer stays in the house."""
    users = User.objects.filter(is_active=True, email__iexact=email).exclude(email="")
    written = [user for user in users if user.has_usable_password() and not grants_are_over(user)]
    for user in written:
        send_mail(_("梁柱：重新设定密码"), _letter(user), None, [user.email])
    return len(written)


def _letter(user: User) -> str:
    token = default_token_generator.make_token(user)
    number = urlsafe_base64_encode(force_bytes(user.pk))
    address = settings.SITE_URL.rstrip("/") + reverse("accounts:lost_reset", args=[number, token])
    minutes = settings.PASSWORD_RESET_TIMEOUT // 60
    return render_to_string(
        "accounts/lost_letter.txt", {"user": user, "address": address, "minutes": minutes}
    )
