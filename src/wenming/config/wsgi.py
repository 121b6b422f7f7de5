"""The WSGI entry that gunicorn serves; a server that may not start stops here with a sentence."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenming.config.settings")
application = get_wsgi_application()

from django.db import connections  # noqa: E402

from wenming.accounts.checks import refuse_demo_accounts  # noqa: E402  needs the apps loaded

refuse_demo_accounts()
connections.close_all()  # workers forked from here must not share a connection
