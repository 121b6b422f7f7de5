"""The WSGI entry that gunicorn serves; a server that may not start stops here with a sentence."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenming.config.settings")
application = get_wsgi_application()

from django.db import connections  # noqa: E402

from wenming.accounts.checks import refuse_demo_accounts  # noqa: E402  needs the apps loaded
from wenming.config import urls  # noqa: E402, F401  loads every view

refuse_demo_accounts()
connections.close_all()  # workers forked from here must not share a connection
# What is loaded by now stays: a full collection that walked it held up a page by a tenth of a second.
gc.collect()
gc.freeze()
