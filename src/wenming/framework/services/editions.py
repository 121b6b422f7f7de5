"""Editions come in whole, are copied to new drafts, locked when published, and retired."""

from typing import Any

from django.db.models import Max, ProtectedError

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.clock import now, today
from wenming.core.moves import locked, move
from wenming.framework.errors import (
    FrameworkRefused,
    NeedsSecondPerson,
    NotPublishable,
    StillUsed,
)
from wenming.framework.models import ACTION_LABELS, STATUS_LABELS, Edition
from wenming.framework.services.local import faults_of_local
from wenming.framework.services.storing import data_of, keep, read, refuse_known, sync_rows
from wenming.framework.workflow import STEPS, Status
from wenming.organization.models import Area


@audit.audited
def import_edition(
    *,
    data: object,
    owner: Area,
    by: User | None,
    kind: str = "",
    with_faults: bool = False,
) -> Edition:
    """Take in a framework as a draft edition.

    Args:
        data: as `engine.framework.parse_yaml` gives it.
        by: None for the command line.
        kind: whose test it is for; empty for what the data says, else 国测.
        with_faults: keep it although the checker found faults, for somebody who will mend them.

    Raises:
        FrameworkRefused: the checker found errors, or a text is too long to be kept.
        EditionExists: this id and version was imported before.
        NotAllowed: the person may not maintain frameworks of `owner`.
    """
    _require(by, owner)
    found = read(data)
    if found.faults and not with_faults:
        raise FrameworkRefused(found.faults)
    refuse_known(found.code, found.version)
    edition = Edition(
        owner=owner,
        kind=kind or found.kind or Edition.Kind.NATIONAL,
        changed_by=by,
        changed_at=now(),
    )
    keep(edition, found)
    audit.record("framework.imported", edition, by=by, digest=edition.digest)
    return edition


@audit.audited
def copy_edition(
    *, edition_id: int, by: User | None, code: str = "", name: str = "", kind: str = ""
) -> Edition:
    """A new draft with the contents of an edition (复制为新周期), as its next version.

    Args:
        code: a new id, for a framework of its own (such as 省测 out of 国测); empty keeps it.
        name: empty keeps it.
        kind: empty keeps it.

    Raises:
        NotAllowed: the person may not maintain frameworks of its owner.
    """
    source = locked(Edition.objects.select_related("owner"), edition_id)
    _require(by, source.owner)
    data = data_of(source)
    meta = data["meta"]
    meta["id"] = code or source.code
    meta["version"] = next_version(meta["id"])
    if name and name != source.name:  # the English one would name another framework
        meta["name_zh"] = name
        meta.pop("name_en", None)
    edition = Edition(
        owner=source.owner,
        kind=kind or source.kind,
        base=source.base,
        overlay=source.overlay,
        changed_by=by,
        changed_at=now(),
    )
    keep(edition, read(data))
    audit.record("framework.copied", edition, by=by, source=source.pk, digest=edition.digest)
    return edition


@audit.audited
def publish_edition(*, edition_id: int, by: User | None) -> Edition:
    """Put an edition in force and lock it (发布); the one of the same id before it retires.

    Raises:
        TransitionRefused: it is published already.
        NotPublishable: the checker finds faults.
        NeedsSecondPerson: the person changed it last.
        NotAllowed: the person may not maintain frameworks of its owner.
    """
    edition = locked(Edition.objects.select_related("owner"), edition_id)
    _require(by, edition.owner)
    old = move(edition, "publish", steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)
    if by is not None and edition.changed_by_id == by.pk:
        raise NeedsSecondPerson(thing=edition, action=ACTION_LABELS["publish"])
    found = read(data_of(edition))
    faults = [*found.faults, *faults_of_local(edition)]
    if faults:
        raise NotPublishable(faults)
    sync_rows(edition)
    for older in Edition.objects.filter(code=edition.code, status=Status.PUBLISHED).defer("data"):
        _retire(older, by)
    edition.published_on, edition.published_by = today(), by
    edition.fault_count = 0
    edition.save(update_fields=["status", "published_on", "published_by", "fault_count"])
    audit.record("framework.publish", edition, by=by, old=old, new=edition.status)
    return edition


@audit.audited
def retire_edition(*, edition_id: int, by: User) -> Edition:
    """Take an edition out of force (停用); rounds that use it go on.

    Raises:
        TransitionRefused: it is not in force.
        NotAllowed: the person may not maintain frameworks of its owner.
    """
    edition = locked(Edition.objects.defer("data").select_related("owner"), edition_id)
    _require(by, edition.owner)
    _retire(edition, by)
    return edition


@audit.audited
def drop_edition(*, edition_id: int, by: User) -> None:
    """Throw a draft away (删除草稿).

    Raises:
        TransitionRefused: it is no draft.
        StillUsed: something points at it.
        NotAllowed: the person may not maintain frameworks of its owner.
    """
    edition = locked(Edition.objects.select_related("owner"), edition_id)
    _require(by, edition.owner)
    move(edition, "change", steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)
    audit.record("framework.dropped", edition, by=by, digest=edition.digest)
    try:
        edition.check_items.all().delete()
        edition.indicators.all().delete()
        edition.delete()
    except ProtectedError as error:
        raise StillUsed(codes=edition) from error


def next_version(code: str) -> int:
    """The version after the newest of this id."""
    newest: Any = Edition.objects.filter(code=code).aggregate(Max("version"))["version__max"]
    return int(newest or 0) + 1


def _retire(edition: Edition, by: User | None) -> None:
    old = move(edition, "retire", steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)
    edition.save(update_fields=["status"])
    audit.record("framework.retire", edition, by=by, old=old, new=edition.status)


def _require(by: User | None, owner: Area) -> None:
    if by is not None:
        rights.require(by, Ability.MANAGE_FRAMEWORKS, area=owner)
