"""The application as a server runs it: its styles and scripts are there before it starts."""

import gc
from collections.abc import Callable

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application


def with_its_files() -> Callable:
    """Collect styles and scripts, then make the application: it looks for them only when it starts.

    What is loaded by then is no garbage and not looked through again, as in ``config.wsgi``.
    """
    call_command("collectstatic", interactive=False, verbosity=0)
    application = get_wsgi_application()
    gc.collect()
    gc.freeze()
    return application
