"""What the office enters of official results, and what it aims for (官方成绩、争分策略)."""

from collections.abc import Iterable, Mapping
from typing import Any

from wenming.accounts.models import User
from wenming.core import audit
from wenming.core.errors import NotAllowed
from wenming.framework.models import Edition
from wenming.scoring import permissions
from wenming.scoring.models import OfficialFinding, OfficialResult, Triage
from wenming.scoring.official import chosen_aims


def _require(by: User) -> None:
    if not permissions.manages_official(by):
        raise NotAllowed(ability="官方成绩", grantor="系统管理员")


@audit.audited
def store_results(*, rows: Iterable[Mapping[str, Any]], by: User) -> tuple[int, int]:
    """Enter or change totals and ranks by source, year, period and city; (added, changed)."""
    _require(by)
    added = changed = 0
    for row in rows:
        key = {name: row[name] for name in ("source", "year", "period", "city")}
        values = {n: row[n] for n in ("is_own", "total_millimarks", "rank", "of", "published_on")}
        found = OfficialResult.objects.filter(**key).first()
        if found is None:
            OfficialResult.objects.create(**key, **values, by=by)
            added += 1
        elif any(getattr(found, name) != value for name, value in values.items()):
            OfficialResult.objects.filter(pk=found.pk).update(**values, by=by)
            changed += 1
    _record(OfficialResult.objects.first(), by, added, changed)
    return added, changed


@audit.audited
def store_findings(*, rows: Iterable[Mapping[str, Any]], by: User) -> tuple[int, int]:
    """Enter or change lines of feedback lists; (added, changed)."""
    _require(by)
    added = changed = 0
    for row in rows:
        key = {name: row[name] for name in ("source", "year", "period", "place", "text")}
        values = {name: row[name] for name in ("indicator_code", "lost_millimarks")}
        found = OfficialFinding.objects.filter(**key).first()
        if found is None:
            OfficialFinding.objects.create(**key, **values, by=by)
            added += 1
        elif any(getattr(found, name) != value for name, value in values.items()):
            OfficialFinding.objects.filter(pk=found.pk).update(**values, by=by)
            changed += 1
    _record(OfficialFinding.objects.first(), by, added, changed)
    return added, changed


@audit.audited
def set_aims(*, edition: Edition, aims: Mapping[int, str], by: User) -> int:
    """Say of indicators of an edition, by key, what they are to bring; an empty aim takes it back.

    Only what differs from the version before is kept. Returns how many changed.
    """
    _require(by)
    standing, before = chosen_aims(edition), chosen_aims(edition, own=False)
    changed = 0
    for indicator in edition.indicators.filter(pk__in=aims):
        aim, old = aims[indicator.pk], standing.get(indicator.code, "")
        if old == aim:
            continue
        changed += 1
        if before.get(indicator.code, "") == aim:
            Triage.objects.filter(indicator=indicator).delete()
        else:
            Triage.objects.update_or_create(indicator=indicator, defaults={"aim": aim, "by": by})
        audit.record("official.aimed", indicator, by=by, old=old, new=aim)
    return changed


def _record(thing: Any, by: User, added: int, changed: int) -> None:
    if thing is not None and (added or changed):
        audit.record("official.imported", thing, by=by, added=added, changed=changed)
