"""Lists of accounts and of audit entries, by what people ask for."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet
from django.utils import timezone

from wenming.accounts import rights
from wenming.accounts.models import Grant, User
from wenming.core.models import AuditEntry


def accounts(visible: QuerySet[User], wanted: dict[str, Any]) -> QuerySet[User]:
    """Accounts by words (name, user name, unit), role and whether they are open."""
    found = visible
    if words := wanted.get("q"):
        named = Q(display_name__icontains=words) | Q(username__icontains=words)
        units = Grant.objects.filter(unit__name__icontains=words).values("user")
        found = found.filter(named | Q(pk__in=units))
    if role := wanted.get("role"):
        found = found.filter(pk__in=Grant.objects.filter(role=role).values("user"))
    state = wanted.get("state")
    if state == "wide":
        found = found.filter(pk__in=Grant.objects.filter(rights.too_wide()).values("user"))
    elif state:
        found = found.filter(is_active=state == "active")
    return found.prefetch_related(with_rights())


def with_rights() -> "Prefetch[str]":
    """The rights of accounts, ready to be shown; `is_wide` of those that reach too far."""
    is_wide = ExpressionWrapper(rights.too_wide(), BooleanField())
    rows = Grant.objects.select_related("area", "unit").annotate(is_wide=is_wide)
    return Prefetch("grants", rows.order_by("pk"))


def audit_entries(visible: QuerySet[AuditEntry], wanted: dict[str, Any]) -> QuerySet[AuditEntry]:
    """Entries by part, person, thing and days (both included)."""
    found = visible.select_related("by")
    if part := wanted.get("part"):
        found = found.filter(action__startswith=f"{part}.")
    if person := wanted.get("person"):
        found = found.filter(
            Q(by__display_name__icontains=person) | Q(by__username__icontains=person)
        )
    if thing := wanted.get("thing"):
        found = found.filter(thing_id=thing)
    if since := wanted.get("since"):
        found = found.filter(at__gte=_midnight(since))
    if until := wanted.get("until"):
        found = found.filter(at__lt=_midnight(until) + timedelta(days=1))
    return found


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
