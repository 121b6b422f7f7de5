"""The readers of environment variables refuse what they cannot read."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from wenming.config.env import Mail, env_mail


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Mail()),
        ("smtp://mail.city", Mail("mail.city", 25)),
        (
            "smtp://a%40b:c@mail.city",
            Mail("mail.city", 587, "a@b", "c", is_ssl=False, starts_tls=True),
        ),
        ("smtps://a:b@mail.city:994", Mail("mail.city", 994, "a", "b", is_ssl=True)),
    ],
)
def test_a_mail_server_is_read(monkeypatch, text, expected):
    monkeypatch.setenv("X", text)

    assert env_mail("X") == expected


@pytest.mark.parametrize(
    "text", ["mail.city", "http://mail.city", "smtp://:1", "smtp://a:99999999"]
)
def test_a_wrong_mail_server_stops_the_start(monkeypatch, text):
    monkeypatch.setenv("X", text)

    with pytest.raises(ImproperlyConfigured, match="X 应写成"):
        env_mail("X")
