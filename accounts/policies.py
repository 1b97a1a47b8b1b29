"""The two sets of rules for signing in that an installation chooses between; pure, read by the settings.

They contradict each other: GB/T 22239-2019 (等保, 8.1.4.1) wants complicated passwords that are changed
from time to time, ASVS 5 (6.2.5, 6.2.10) forbids both. `docs/signing-in.md` says what follows from a choice.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """What is asked of a password, of a session and of an account; 0 asks nothing."""

    name: str
    length: int
    length_privileged: int
    #: of capitals, small letters, digits, others
    kinds_of_characters: int
    remembered: int
    longest_days: int
    idle_minutes: int = 30
    idle_minutes_privileged: int = 15
    session_hours: int = 8
    dormant_days: int = 90


DENGBAO = Policy(
    "dengbao", length=8, length_privileged=12, kinds_of_characters=3, remembered=5, longest_days=90
)
ASVS = Policy("asvs", length=12, length_privileged=12, kinds_of_characters=0, remembered=0, longest_days=0)
POLICIES = {policy.name: policy for policy in (DENGBAO, ASVS)}

NOBODY, PRIVILEGED, EVERYBODY = "none", "privileged", "all"
#: Who needs a second factor.
SECOND_FACTORS = (NOBODY, PRIVILEGED, EVERYBODY)

_DJANGO = "django.contrib.auth.password_validation"


def validators(policy: Policy) -> list[dict[str, str]]:
    """Return `AUTH_PASSWORD_VALIDATORS` of the policy."""
    names = [
        f"{_DJANGO}.UserAttributeSimilarityValidator",
        "accounts.passwords.LongEnough",
        f"{_DJANGO}.CommonPasswordValidator",
        "accounts.passwords.NoWordsOfTheHouse",
    ]
    if policy.kinds_of_characters:
        names.append("accounts.passwords.MixedEnough")
    if policy.remembered:
        names.append("accounts.passwords.NotUsedBefore")
    return [{"NAME": name} for name in names]
