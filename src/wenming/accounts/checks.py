"""A server outside demo mode must not hold demo accounts: anybody could have signed in with them."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from wenming.accounts.models import User

WORDS = (
    "数据库里有 {n} 个演示账号，而服务器不在演示模式。请换一个新的数据库"
    "（WENMING_DATABASE 或 WENMING_DATA_DIR）；演示请设 WENMING_DEMO=True。 "
    "The database holds {n} demo accounts, but the server is not in demo mode. Use a fresh database "
    "(WENMING_DATABASE or WENMING_DATA_DIR); for a demonstration set WENMING_DEMO=True."
)


def no_demo_accounts(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """System check; silent while there is no database to ask."""
    try:
        count = _demo_accounts()
    except DatabaseError:
        return []
    return [Error(WORDS.format(n=count), id="accounts.E001")] if count else []


def refuse_demo_accounts() -> None:
    """Stop a server that starts; unlike the check, not knowing is a reason to stop as well.

    Raises:
        ImproperlyConfigured: there are demo accounts outside demo mode.
        DatabaseError: the database does not answer.
    """
    if count := _demo_accounts():
        raise ImproperlyConfigured(WORDS.format(n=count))


def _demo_accounts() -> int:
    """How many demo accounts stand where none may; a database without tables has none."""
    if settings.DEMO or User._meta.db_table not in connection.introspection.table_names():
        return 0
    return User.objects.filter(is_demo=True).count()
