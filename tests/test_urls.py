"""Every route sends strangers to sign-in, unless it is listed here with a reason."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Routes that strangers may open: name -> why.
OPEN = {
    "web:start": "says what this is and shows the way in",
    "web:healthz": "for a monitor; says nothing about the city",
    "web:favicon": "browsers ask for it",
    "demo:enter": "signs in as a demo account; there is no such route outside demo mode",
    "accounts:sign_in": "the way in",
    "accounts:sign_out": "without a session there is nothing to end",
    "problems:link": "the secret on a dispatch order opens that unit's lines",
    "problems:link_act": "as problems:link",
    "problems:link_photo": "as problems:link",
    "set_language": "strangers may choose their language",
}
EXAMPLES = {"int": 1, "str": "x", "slug": "x", "uuid": "00000000-0000-0000-0000-000000000000"}


def routes(
    patterns: list[URLPattern | URLResolver],
    prefix: str = "",
    before: dict[str, object] | None = None,
) -> Iterator[tuple[str, dict[str, object]]]:
    """Names of all routes with example values for their parts."""
    for pattern in patterns:
        values = {**(before or {})}
        for name, converter in pattern.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower()
            values[name] = EXAMPLES.get({"string": "str"}.get(kind, kind), "x")
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from routes(pattern.url_patterns, inner, values)
        else:
            yield f"{prefix}{pattern.name}", values


ALL = dict(routes(get_resolver().url_patterns))


@pytest.mark.parametrize("name", sorted(set(ALL) - set(OPEN)))
@pytest.mark.django_db
def test_strangers_are_sent_to_sign_in(client: Client, name: str) -> None:
    address = reverse(name, kwargs=ALL[name])

    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)

    assert answer.status_code == 302
    assert answer["Location"].split("?")[0] == resolve_url(settings.LOGIN_URL)


def test_every_exception_is_a_route() -> None:
    assert set(OPEN) <= set(ALL)


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_route_has_a_name(name: str) -> None:
    assert not name.endswith("None")
