"""Registers the app, its checks, and itself as the one that decides on rights."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People, sign-in and rights by role, area and unit (账号与权限)."""

    name = "wenming.accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        """Decide on rights; sentences; check for demo accounts; pages beside units."""
        from wenming.accounts import checks, permissions, rights
        from wenming.accounts.attention import sentences
        from wenming.core import attention, menu, permits

        permits.decide_by(rights.Decider())
        attention.sentences.add("accounts", sentences)
        register(checks.no_demo_accounts, Tags.security)
        menu.entries.add(
            "accounts",
            [
                menu.Entry(_("账号与权限"), "accounts:list", permissions.can_manage),
                menu.Entry(_("审计记录"), "accounts:audit", permissions.can_see_audit),
            ],
        )
