"""Pages of editions as tests open them."""

from django.test import Client
from django.urls import reverse

from wenming.framework.models import Edition


def page(client: Client, name: str, *args: object, **query: object) -> str:
    answer = client.get(reverse(f"framework:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def told(client: Client, route: str, *args: object, **data: object) -> str:
    """What the page says after a POST."""
    answer = client.post(reverse(f"framework:{route}", args=args), data, follow=True)
    assert answer.status_code < 500
    return answer.content.decode()


def row_form(client: Client, draft: Edition, table: str, code: str) -> dict[str, str]:
    """What the form of a row starts with."""
    answer = client.get(reverse("framework:editions_row", args=[draft.pk, table, code]))
    form = answer.context["form"]
    return {name: form[name].value() or "" for name in form.fields}
