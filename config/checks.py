"""Start-up checks: what a deployment should know before people use it."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register


@register(Tags.security, deploy=True)
def owner_is_apart(**_kwargs: Any) -> list[Warning]:
    """On a server of one's own the application should not own its tables."""
    database = settings.DATABASES["default"]
    if database["EMBEDDED"] or database["USER"] != database["OWNER"]["USER"]:
        return []
    return [
        Warning(
            "The application logs in as the owner of its tables.",
            hint="Set LZ_OWNER_DATABASE_URL to the owner's login and DATABASE_URL to a role that owns nothing.",
            id="config.W001",
        )
    ]


@register(Tags.database)
def both_logins_mean_one_database(**_kwargs: Any) -> list[Error]:
    """Migrating one database and using another helps nobody."""
    owner = settings.DATABASES["default"]["OWNER"]
    wrong = [
        name for name, value in owner.get("PLACE", {}).items() if value != settings.DATABASES["default"][name]
    ]
    if not wrong:
        return []
    return [
        Error(
            f"LZ_OWNER_DATABASE_URL and DATABASE_URL differ in {', '.join(wrong)}.",
            hint="Both must name the same host, port and database.",
            id="config.E001",
        )
    ]
