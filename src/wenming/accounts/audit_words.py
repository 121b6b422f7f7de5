"""What the audit trail's codes mean in words, for its page."""

from django.apps import apps
from django.utils.functional import Promise

from wenming.core.models import AuditEntry


def of(entry: AuditEntry) -> str:
    """The kind of thing that was changed, as its model calls it; its code where it is gone."""
    return str(_things().get(entry.thing, entry.thing))


def _things() -> dict[str, str | Promise]:
    return {
        model._meta.model_name or "": model._meta.verbose_name or ""
        for model in apps.get_models()
        if model.__module__.startswith("wenming.")
    }
