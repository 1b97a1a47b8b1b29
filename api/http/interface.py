"""The API as one object: what it answers, who may ask, and how it describes itself."""

from typing import Any

from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from api.http.bearer import READS
from api.http.conditional import with_etag
from api.http.description import DESCRIPTION, completed
from api.http.parsing import StrictParser
from api.http.refusing import install
from api.http.resources import ROUTERS
from api.http.writing import actions, desk, plan_deeds, plans

VERSION = "1.0.0"


class Renderer(JSONRenderer):
    """Writes Chinese as it is, in a third of the bytes."""

    json_dumps_params = {"ensure_ascii": False}


class Interface(NinjaAPI):
    """The library's, with what every answer has in common written into the description once."""

    def get_openapi_schema(self, **options: Any) -> dict[str, Any]:
        """Return the OpenAPI document."""
        return completed(super().get_openapi_schema(**options))

    def get_openapi_operation_id(self, operation: Any) -> str:
        """Return the name of the function; it is said once in the whole API."""
        return operation.view_func.__name__


def _made() -> Interface:
    made = Interface(
        title="Liangzhu 梁柱",
        version=VERSION,
        description=DESCRIPTION,
        auth=READS,
        parser=StrictParser(),
        renderer=Renderer(),
        docs_url=None,
        urls_namespace="interface",
    )
    install(made)
    made.add_decorator(with_etag, mode="view")
    for router in (*ROUTERS, actions.router, plans.router, plan_deeds.router, *desk.ROUTERS):
        made.add_router("", router)
    return made


interface = _made()
