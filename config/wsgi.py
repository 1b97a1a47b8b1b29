"""Entry of WSGI servers: `gunicorn config.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from audit import context
from config.guards.start import watch_start
from config.pg.patience import serve_the_web

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
serve_the_web()
application = get_wsgi_application()
context.serve()
watch_start()
# What is loaded at the start stays. Looking through all of it for garbage now and then held up the request of
# the moment for 150 ms.
gc.collect()
gc.freeze()
