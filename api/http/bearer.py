"""Who asks: the token in the header, and never a session."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from accounts.addresses import client_address
from api.choices import Scope
from api.domain.rates import seconds_to_wait
from api.domain.tokens import obstacle_to, token_named, token_used
from api.http.problems import Kind, Problem
from api.http.refusing import unauthorized
from api.http.types import today
from api.models import ApiToken


class Token(HttpBearer):
    """Lets a request in that shows a living token with the scope; the session counts for nothing here."""

    def __init__(self, scope: Scope):
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        """Return the token; the request is its owner's from now on.

        Raises:
            Problem: 401 for a token that opens nothing, 403 for one without the scope, 429 for one that has
                been used too often.

        """
        found = token_named(token)
        if found is None:
            raise unauthorized(_("没有这个令牌，或者填写有误。"))
        obstacle = obstacle_to(found, today())
        if obstacle:
            raise unauthorized(obstacle)
        request.user = found.user
        pause = seconds_to_wait(found)
        if pause:
            text = _("请求过于频繁，请在{pause}秒后再试。").format(pause=pause)
            raise Problem(Kind.TOO_MANY, text, headers={"Retry-After": str(pause)})
        token_used(found, client_address(request))
        if self.scope not in found.scopes:
            raise Problem(Kind.FORBIDDEN, _("这个令牌不能用来{scope}。").format(scope=self.scope.label))
        return found


READS, WRITES, DECIDES = Token(Scope.READ), Token(Scope.WRITE), Token(Scope.DECIDE)
