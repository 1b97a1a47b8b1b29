"""Start-up checks: how long records are kept."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from audit.purging import LEAST_DAYS


@register()
def kept_long_enough(**_kwargs: Any) -> list[Error]:
    """Refuse to start where records would go sooner than the law allows."""
    if settings.AUDIT_KEEP_DAYS >= LEAST_DAYS:
        return []
    return [
        Error(
            f"LZ_AUDIT_KEEP_DAYS={settings.AUDIT_KEEP_DAYS}: records are kept {LEAST_DAYS} days at least / "
            f"审计记录至少保存 {LEAST_DAYS} 天",
            id="audit.E001",
        )
    ]
