"""A list of fifty rows by Django and nothing else: what bench/listpage.py holds the pages against.

The product's database and models, but no middleware, no person, no rights, no counts: one query and a
plain table. A WSGI application and its addresses in one.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenming.config.settings")
settings.MIDDLEWARE = []
settings.ROOT_URLCONF = "bare"
application = get_wsgi_application()

from wenming.problems.models import Problem  # noqa: E402  needs the apps loaded
from wenming.problems.workflow import Stage  # noqa: E402

TABLE = Template(
    "<!DOCTYPE html><title>Problems</title><table>{% for row in rows %}<tr><td>{{ row.number }}</td>"
    "<td>{{ row.place }}</td><td>{{ row.text }}</td><td>{{ row.unit }}</td>"
    "<td>{{ row.due_at }}</td><td>{{ row.status }}</td></tr>{% endfor %}</table>"
)


def listed(request: HttpRequest) -> HttpResponse:
    """The fifty open problems that are due first."""
    rows = Problem.objects.filter(stage=Stage.OPEN).select_related("place", "unit")
    return HttpResponse(TABLE.render(Context({"rows": rows.order_by("due_at", "pk")[:50]})))


urlpatterns = [path("", listed)]
