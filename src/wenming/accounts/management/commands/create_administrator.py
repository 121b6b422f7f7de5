"""`wenming create_administrator`: the first account of a fresh server."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wenming.accounts import services
from wenming.accounts.models import Role
from wenming.accounts.services import NewRight
from wenming.core import audit
from wenming.core.errors import DomainError
from wenming.organization import selectors
from wenming.organization.models import Area
from wenming.organization.services import create_city


class Command(BaseCommand):
    """Make an account that administers accounts, and the city where it is not there yet."""

    help = (
        "建第一个系统管理员，打印一次性密码。"
        "Create a system administrator and print a one-time password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The name to sign in with, what pages call the person, the city's division code."""
        parser.add_argument("username", help="登录用的用户名。Name to sign in with.")
        parser.add_argument(
            "--name", default="系统管理员", help="页面上的称呼。What pages call the person."
        )
        parser.add_argument(
            "--city-code",
            default="",
            help="本市行政区划代码，第一次必填，例如 330700。Division code of the city, needed once.",
        )

    def handle(self, *, username: str, name: str, city_code: str, **options: Any) -> None:
        """Print the one-time password."""
        try:
            with audit.transaction():
                right = NewRight(role=Role.ADMINISTRATOR, area=_city(city_code))
                _user, password = services.create_account(
                    username=username, display_name=name, right=right, by=None
                )
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"用户名 {username}，一次性密码 {password}。首次登录时要设自己的密码。")
        self.stdout.write(f"User {username}, one-time password {password}.")


def _city(code: str) -> Area:
    found = selectors.city()
    if found is not None:
        return found
    if not code:
        raise CommandError(
            "数据库里还没有本市：请加 --city-code 写明行政区划代码。"
            "The city is not there yet: add --city-code with its division code."
        )
    return create_city(code=code, name=settings.CITY_NAME, by=None)
