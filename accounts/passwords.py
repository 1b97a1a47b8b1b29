"""What a password must be, beside Django's own rules; which of them hold, the policy says."""

import re
import secrets
import unicodedata
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from pypinyin import lazy_pinyin

_KINDS = (str.isupper, str.islower, str.isdigit)
#: Anybody who knows the site tries these first.
HOUSE_WORDS = ("liangzhu", "lz2026", "梁柱", "dangzhibu", "dangwei", "zhibu", "xuexiao", "jiaoyuju")
#: Shorter words are in too many passwords by chance.
_SHORTEST_WORD = 4
_RANDOM_BYTES = 12


class LongEnough:
    """The least length of the policy; those who have power over others need a longer one."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a short one.

        Raises:
            ValidationError: with the number of characters it takes.

        """
        least = least_length(user)
        if len(password) < least:
            raise ValidationError(_("密码至少%(least)d个字符。") % {"least": least}, code="too_short")

    def get_help_text(self) -> str:
        """Say what is asked."""
        policy = settings.POLICY
        if policy.length == policy.length_privileged:
            return _("至少%(least)d个字符。") % {"least": policy.length}
        return _("至少%(least)d个字符；管理员和主管部门工作人员至少%(more)d个字符。") % {
            "least": policy.length,
            "more": policy.length_privileged,
        }


class MixedEnough:
    """Capitals, small letters, digits, others: so many kinds as the policy asks for."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a uniform one.

        Raises:
            ValidationError: with the number of kinds it takes.

        """
        kinds = sum(any(map(is_kind, password)) for is_kind in _KINDS)
        others = any(not any(is_kind(letter) for is_kind in _KINDS) for letter in password)
        if kinds + others < settings.POLICY.kinds_of_characters:
            raise ValidationError(self.get_help_text(), code="uniform")

    def get_help_text(self) -> str:
        """Say what is asked."""
        return _("大写字母、小写字母、数字、其他字符，至少要有其中%(kinds)d种。") % {
            "kinds": settings.POLICY.kinds_of_characters
        }


class NoWordsOfTheHouse:
    """The site's own words, and the names of the schools and divisions the user works for."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse one that contains such a word, however it is spaced or written in pinyin.

        Raises:
            ValidationError: without naming the word.

        """
        plain = _plain(password)
        if any(word in plain for word in words_of_the_house(user)):
            raise ValidationError(self.get_help_text(), code="house_word")

    def get_help_text(self) -> str:
        """Say what is asked."""
        return _("不含本系统、本单位的名称或者它们的拼音。")


class NotUsedBefore:
    """Not one of the last passwords the policy has remembered."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse one that was used before.

        Raises:
            ValidationError: with the number of passwords that are remembered.

        """
        if user is None or user.pk is None:
            return
        remembered = user.former_passwords.order_by("-pk")[: settings.POLICY.remembered]
        if any(check_password(password, one.password) for one in remembered):
            raise ValidationError(self.get_help_text(), code="used_before")

    def get_help_text(self) -> str:
        """Say what is asked."""
        return _("不与最近%(count)d次用过的密码相同。") % {"count": settings.POLICY.remembered}

    def password_changed(self, _password: str, user: Any = None) -> None:
        """Remember the hash that was just saved, and forget the oldest."""
        if user is None or user.pk is None:
            return
        user.former_passwords.create(password=user.password)
        kept = user.former_passwords.order_by("-pk").values("pk")[: settings.POLICY.remembered]
        user.former_passwords.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()


def is_too_old(user: Any) -> bool:
    """Tell whether the user's password is older than the policy likes; those who have none never are."""
    days = settings.POLICY.longest_days
    if not days or not user.has_usable_password():
        return False
    return timezone.now() - user.password_set_at > timedelta(days=days)


def random_password() -> str:
    """Return a password nobody has chosen: 96 bits, with all kinds of characters."""
    while True:
        made = secrets.token_urlsafe(_RANDOM_BYTES)
        if all(any(map(is_kind, made)) for is_kind in _KINDS):
            return made


def least_length(user: Any) -> int:
    """Return how long a password of the user must be."""
    from accounts.domain.duties import is_privileged  # the rules are loaded before the models

    policy = settings.POLICY
    return policy.length_privileged if user is not None and is_privileged(user) else policy.length


def words_of_the_house(user: Any = None) -> set[str]:
    """Return the words, plain and in pinyin."""
    words = set(HOUSE_WORDS)
    if user is not None and user.pk is not None:
        for grant in user.grants.select_related("school", "jurisdiction"):
            place = grant.school or grant.jurisdiction
            if place is not None:
                words |= {place.name, "".join(lazy_pinyin(place.name))}
    return {word for word in map(_plain, words) if len(word) >= _SHORTEST_WORD or not word.isascii()}


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()
