"""Editions come in whole and are locked when published."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _t

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.clock import today
from wenming.core.moves import locked, move
from wenming.engine import framework as engine
from wenming.engine.framework import Fault
from wenming.engine.numbers import whole
from wenming.framework.errors import EditionExists, FrameworkRefused
from wenming.framework.models import (
    ACTION_LABELS,
    STATUS_LABELS,
    CheckItem,
    Dimension,
    Edition,
    Indicator,
    PlaceType,
)
from wenming.framework.workflow import STEPS, Status
from wenming.organization.models import Area

C = TypeVar("C", Dimension, Indicator, PlaceType, CheckItem)
MICROMARKS = 1_000_000
# The tables as files call them, for messages.
TABLES: dict[type[models.Model], str] = {
    Edition: "meta",
    Dimension: "dimensions",
    Indicator: "indicators",
    PlaceType: "place_types",
    CheckItem: "check_items",
}


@audit.audited
def import_edition(*, data: object, owner: Area, by: User | None) -> Edition:
    """Take in a framework as a draft edition.

    Args:
        data: as `engine.framework.parse_yaml` gives it.
        by: None for the command line.

    Raises:
        FrameworkRefused: the checker found errors, or a text is too long to be kept.
        EditionExists: this id and version was imported before.
        NotAllowed: the person may not maintain the ground of `owner`.
    """
    if by is not None:
        rights.require(by, Ability.MANAGE_GROUND, area=owner)
    framework, edition = _read(data, owner)
    if Edition.objects.filter(code=edition.code, version=edition.version).exists():
        raise EditionExists(code=edition.code, version=edition.version)
    _refuse_long_texts([edition])
    edition.save()
    _store_rows(edition, framework)
    audit.record("framework.imported", edition, by=by, digest=edition.digest)
    return edition


@audit.audited
def publish_edition(*, edition_id: int, by: User | None) -> Edition:
    """Put an edition in force and lock it (发布); the one of the same id before it retires.

    Raises:
        TransitionRefused: it is published already.
        NotAllowed: the person may not maintain the ground of its owner.
    """
    edition = locked(Edition.objects.defer("data").select_related("owner"), edition_id)
    if by is not None:
        rights.require(by, Ability.MANAGE_GROUND, area=edition.owner)
    for older in Edition.objects.filter(code=edition.code, status=Status.PUBLISHED).defer("data"):
        _move(older, "retire", by)
    edition.published_on = today()
    _move(edition, "publish", by)
    return edition


def _move(edition: Edition, action: str, by: User | None) -> None:
    old = move(edition, action, steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)
    edition.save(update_fields=["status", "published_on"])
    audit.record(f"framework.{action}", edition, by=by, old=old, new=edition.status)


def _read(data: object, owner: Area) -> tuple[engine.Framework, Edition]:
    """The checked framework and its edition, not yet stored."""
    report = engine.check(data)
    faults = list(report.errors)
    meta: Any = data.get("meta") if isinstance(data, Mapping) else None
    version = whole(meta.get("version")) if isinstance(meta, Mapping) else None
    if version is None or version < 1:
        faults.append(Fault("meta", None, "", "version", "version 应为不小于 1 的整数。"))
    if faults or version is None:
        raise FrameworkRefused(faults)
    framework = engine.load(data)
    text = json.dumps(data, default=_as_written, ensure_ascii=False, separators=(",", ":"))
    return framework, Edition(
        code=framework.id,
        version=version,
        name=str(meta.get("name_zh") or framework.id),
        owner=owner,
        data=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _as_written(value: object) -> str:
    """Decimals have no place in JSON, so they stand as the text that was written."""
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} in a framework")


def _store_rows(edition: Edition, framework: engine.Framework) -> None:
    """Make the rows that others point at."""
    dimensions = _create(
        Dimension(edition=edition, code=row.code, name_zh=row.name_zh, name_en=row.name_en)
        for row in framework.dimensions.values()
    )
    data = json.loads(edition.data)
    indicators = _create(_indicators(edition, framework, dimensions, _column(data, "grades")))
    place_types = _create(
        PlaceType(
            edition=edition,
            code=row.code,
            name_zh=row.name_zh,
            name_en=row.name_en,
            group=row.group,
            sample_count=row.sample_count,
            protocol_zh=row.protocol_zh,
            protocol_en=row.protocol_en,
        )
        for row in framework.place_types.values()
    )
    _create(_items(edition, framework, place_types, indicators, _column(data, "scoring")))


def _column(data: Any, name: str) -> dict[str, Any]:
    """`name` of each row of the table that has it, as written, by code."""
    table = {"grades": "indicators", "scoring": "check_items"}[name]
    return {str(row["code"]): row[name] for row in data[table]}


def _indicators(
    edition: Edition,
    framework: engine.Framework,
    dimensions: Mapping[str, Dimension],
    grades: Mapping[str, Any],
) -> Iterator[Indicator]:
    for row in framework.indicators.values():
        yield Indicator(
            edition=edition,
            dimension=dimensions[row.dimension],
            code=row.code,
            name_zh=row.name_zh,
            name_en=row.name_en,
            method=row.counts_as,
            weight_micromarks=int(row.weight * MICROMARKS),
            grades=grades[row.code],
        )


def _items(
    edition: Edition,
    framework: engine.Framework,
    place_types: Mapping[str, PlaceType],
    indicators: Mapping[str, Indicator],
    scoring: Mapping[str, Any],
) -> Iterator[CheckItem]:
    for row in framework.items.values():
        yield CheckItem(
            edition=edition,
            place_type=place_types[row.place_type],
            indicator=indicators[row.indicator],
            code=row.code,
            text_zh=row.text_zh,
            text_en=row.text_en,
            exemption_zh=row.exemption_zh,
            exemption_en=row.exemption_en,
            scoring=scoring[row.code],
            remedy=row.remedy or "",
            owner=row.owner,
        )


def _create(rows: Iterable[C]) -> dict[str, C]:
    """Store rows of one kind; returns them by code.

    Raises:
        FrameworkRefused: a text is longer than its column.
    """
    made = list(rows)
    _refuse_long_texts(made)
    return {row.code: row for row in type(made[0])._default_manager.bulk_create(made)}


def _refuse_long_texts(rows: Sequence[C | Edition]) -> None:
    faults = [
        Fault(TABLES[type(row)], number, row.code, name, message)
        for number, row in enumerate(rows, start=1)
        for name, message in _too_long(row)
    ]
    if faults:
        raise FrameworkRefused(faults)


def _too_long(row: models.Model) -> Iterator[tuple[str, str]]:
    """Fields whose text is longer than its column, with the sentence."""
    for field in row._meta.concrete_fields:
        limit = getattr(field, "max_length", None)
        text = getattr(row, field.attname)
        if limit and isinstance(text, str) and len(text) > limit:
            yield (
                field.name,
                _t("有 %(n)d 个字，最多 %(limit)d 个。") % {"n": len(text), "limit": limit},
            )
