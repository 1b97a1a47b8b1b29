"""Entry of ASGI servers; the pages are synchronous, so WSGI is the usual choice."""

import os

from django.core.asgi import get_asgi_application

from audit import context
from config.guards.start import watch_start
from config.pg.patience import serve_the_web

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
serve_the_web()
application = get_asgi_application()
context.serve()
watch_start()
