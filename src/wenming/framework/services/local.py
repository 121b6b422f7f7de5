"""Local editions (本地加严标准): an overlay over a published edition, never looser."""

import json
from typing import Any

from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.clock import now
from wenming.core.moves import locked, move
from wenming.engine.framework import Fault
from wenming.engine.framework.cells import numbers_restored
from wenming.engine.framework.overlay import TABLES as OVERLAY_TABLES
from wenming.engine.framework.overlay import check_overlay, merged
from wenming.framework.errors import BadBase, FrameworkRefused
from wenming.framework.models import ACTION_LABELS, STATUS_LABELS, Edition
from wenming.framework.services.storing import as_text, data_of, keep, read
from wenming.framework.workflow import STEPS, Status

LOCAL = "-local"


@audit.audited
def start_local_edition(*, base_id: int, name: str, by: User) -> Edition:
    """A draft of a local standard over a published edition.

    It begins with what the local standard before it made stricter, as far as that still holds.

    Raises:
        BadBase: the edition is not published, or a local standard itself.
        NotAllowed: the person may not maintain frameworks of its owner.
    """
    base = locked(Edition.objects.select_related("owner"), base_id)
    rights.require(by, Ability.MANAGE_FRAMEWORKS, area=base.owner)
    if base.is_local or base.status != Status.PUBLISHED:
        raise BadBase(edition=base)
    code = f"{base.code}{LOCAL}"[:40]
    newest = Edition.objects.filter(code=code).order_by("-version").first()
    overlay = {
        **dict.fromkeys(OVERLAY_TABLES, ()),
        **(overlay_of(newest) if newest else {}),
        "meta": {
            "id": code,
            "version": newest.version + 1 if newest else 1,
            "base": {"id": base.code, "version": base.version},
        },
    }
    overlay = _what_holds(data_of(base), overlay)
    edition = Edition(owner=base.owner, kind=Edition.Kind.LOCAL, base=base)
    _keep(edition, overlay, name or _("%(name)s（本地加严）") % {"name": base.name}, by)
    audit.record("framework.local_started", edition, by=by, base=base.pk)
    return edition


@audit.audited
def write_overlay(*, edition_id: int, overlay: dict[str, Any], by: User) -> Edition:
    """Replace what a local draft makes stricter (改加严内容).

    Raises:
        FrameworkRefused: it is looser than the base somewhere, or otherwise faulty.
        TransitionRefused: it is published.
        NotAllowed: the person may not maintain frameworks of its owner.
    """
    edition = locked(Edition.objects.select_related("owner", "base"), edition_id)
    rights.require(by, Ability.MANAGE_FRAMEWORKS, area=edition.owner)
    move(edition, "change", steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)
    _keep(edition, overlay, edition.name, by)
    audit.record("framework.overlay_changed", edition, by=by, digest=edition.digest)
    return edition


def _what_holds(base: dict[str, Any], overlay: dict[str, Any]) -> dict[str, Any]:
    """`overlay` without the rows that are unknown to the base or no stricter than it any more."""
    wrong = {(fault.table, fault.row) for fault in check_overlay(base, overlay).errors}
    kept = {
        name: [row for n, row in enumerate(overlay[name], 1) if (name, n) not in wrong]
        for name in OVERLAY_TABLES
    }
    return {**overlay, **kept}


def overlay_of(edition: Edition) -> dict[str, Any]:
    """What a local edition makes stricter, free to be changed."""
    found: dict[str, Any] = numbers_restored(json.loads(edition.overlay))
    return found


def faults_of_local(edition: Edition) -> list[Fault]:
    """What is wrong with the overlay of a local edition; nothing for others."""
    if edition.base is None:
        return []
    return list(check_overlay(data_of(edition.base), overlay_of(edition)).errors)


def _keep(edition: Edition, overlay: dict[str, Any], name: str, by: User) -> None:
    assert edition.base is not None
    base = data_of(edition.base)
    report = check_overlay(base, overlay)
    if not report.ok:
        raise FrameworkRefused(list(report.errors))
    data = merged(base, overlay)
    data["meta"] = {**data["meta"], "name_zh": name, "kind": Edition.Kind.LOCAL.value}
    data["meta"].pop("name_en", None)
    edition.overlay = as_text(overlay)
    edition.changed_by, edition.changed_at = by, now()
    keep(edition, read(data))
