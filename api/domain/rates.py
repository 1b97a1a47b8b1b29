"""How many requests a token has each minute."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from api.models import ApiToken

MINUTE = timedelta(minutes=1)
#: One statement: processes that count at the same time wait for each other's row and lose nothing.
_COUNT = """
INSERT INTO api_tokencount (token_id, since, requests) VALUES (%(token)s, %(now)s, 1)
ON CONFLICT (token_id) DO UPDATE SET
    requests = CASE WHEN api_tokencount.since <= %(ago)s THEN 1 ELSE api_tokencount.requests + 1 END,
    since = CASE WHEN api_tokencount.since <= %(ago)s THEN EXCLUDED.since ELSE api_tokencount.since END
RETURNING since, requests
"""


def seconds_to_wait(token: ApiToken) -> int:
    """Count a request and return how many seconds to wait before the next that is answered; 0 for none."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"token": token.pk, "now": now, "ago": now - MINUTE})
        since, requests = cursor.fetchone()
    if requests <= settings.API_RATE:
        return 0
    return max(1, int((since + MINUTE - now).total_seconds()) + 1)
