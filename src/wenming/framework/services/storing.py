"""How an edition is kept: its data as text, and rows made from it for others to point at."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext as _t

from wenming.engine import framework as engine
from wenming.engine.framework import Fault
from wenming.engine.framework.cells import numbers_restored
from wenming.engine.framework.report import code_of
from wenming.engine.numbers import whole
from wenming.framework.errors import EditionExists, FrameworkRefused, StillUsed
from wenming.framework.models import CheckItem, Dimension, Edition, Indicator, PlaceType

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


@dataclass(frozen=True, slots=True)
class Read:
    """Data that was read and checked: who it is, and what the checker says."""

    code: str
    version: int
    name: str
    name_en: str
    kind: str
    text: str
    digest: str
    faults: list[Fault]


def read(data: object) -> Read:
    """Data of an edition, right or faulty, as long as it says which edition it is.

    Raises:
        FrameworkRefused: it is no framework, or has no id and version; all faults are named.
    """
    faults = list(engine.check(data).errors)
    meta: Any = data.get("meta") if isinstance(data, Mapping) else None
    meta = meta if isinstance(meta, Mapping) else {}
    code, version = code_of(meta.get("id")), whole(meta.get("version"))
    if version is None or version < 1:
        faults.append(Fault("meta", None, "", "version", _t("version 应为不小于 1 的整数。")))
    if code is None or version is None or version < 1 or not isinstance(data, Mapping):
        raise FrameworkRefused(faults)
    text = as_text(data)
    kind = str(meta.get("kind") or "")
    return Read(
        code=code,
        version=version,
        name=str(meta.get("name_zh") or code),
        name_en=str(meta.get("name_en") or ""),
        kind=kind if kind in Edition.Kind.values else "",
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        faults=faults,
    )


def refuse_known(code: str, version: int, *, itself: int = 0) -> None:
    """Editions are never overwritten.

    Raises:
        EditionExists: another edition has this id and version.
    """
    others = Edition.objects.filter(code=code, version=version)
    if others.exclude(pk=itself).exists():
        raise EditionExists(code=code, version=version)


def as_text(data: object) -> str:
    """Data as it is kept: JSON, decimals as the text that was written."""
    return json.dumps(data, default=_as_written, ensure_ascii=False, separators=(",", ":"))


def data_of(edition: Edition) -> dict[str, Any]:
    """The data of an edition, free to be changed, numbers as written."""
    found: dict[str, Any] = numbers_restored(json.loads(edition.data))
    return found


def keep(edition: Edition, found: Read) -> None:
    """Store an edition with new data; its rows follow when the data has no faults.

    Raises:
        FrameworkRefused: a text is too long to be kept.
    """
    edition.code, edition.version = found.code, found.version
    edition.name, edition.name_en = found.name, found.name_en
    edition.data, edition.digest = found.text, found.digest
    edition.fault_count = len(found.faults)
    _refuse_long_texts([edition])
    edition.save()
    if not found.faults:
        sync_rows(edition)


def sync_rows(edition: Edition) -> None:
    """Make the rows what the data says: new codes are added, gone ones deleted, the rest changed.

    Rows keep their keys, so that leads and correspondences of a draft outlive its changes.
    """
    data = json.loads(edition.data)
    framework = engine.load(data)
    dimensions = _synced(
        edition,
        Dimension,
        (
            Dimension(edition=edition, code=row.code, name_zh=row.name_zh, name_en=row.name_en)
            for row in framework.dimensions.values()
        ),
    )
    indicators = _synced(
        edition, Indicator, _indicators(edition, framework, dimensions, _column(data, "grades"))
    )
    place_types = _synced(edition, PlaceType, _place_types(edition, framework))
    scoring = _column(data, "scoring")
    items = list(_items(edition, framework, place_types, indicators, scoring))
    _synced(edition, CheckItem, items)
    _drop_gone(edition, Indicator, indicators)
    _drop_gone(edition, PlaceType, place_types)
    _drop_gone(edition, Dimension, dimensions)


def _as_written(value: object) -> str:
    """Decimals have no place in JSON, so they stand as the text that was written."""
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} in a framework")


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


def _place_types(edition: Edition, framework: engine.Framework) -> Iterator[PlaceType]:
    for row in framework.place_types.values():
        yield PlaceType(
            edition=edition,
            code=row.code,
            name_zh=row.name_zh,
            name_en=row.name_en,
            group=row.group,
            sample_count=row.sample_count,
            protocol_zh=row.protocol_zh,
            protocol_en=row.protocol_en,
        )


def _synced(edition: Edition, model: type[C], wanted: Iterable[C]) -> dict[str, C]:
    """The rows of one kind by code, stored as `wanted`; items that are gone are deleted at once.

    Raises:
        FrameworkRefused: a text is longer than its column.
    """
    made = list(wanted)
    _refuse_long_texts(made)
    manager = model._default_manager
    there = {row.code: row for row in manager.filter(edition=edition)}
    if model is CheckItem:
        _drop_gone(edition, model, {row.code: row for row in made})
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]
    new: list[C] = []
    changed: list[C] = []
    for row in made:
        old = there.get(row.code)
        if old is None:
            new.append(row)
            continue
        row.pk = old.pk
        if any(getattr(row, f.attname) != getattr(old, f.attname) for f in fields):
            changed.append(row)
    manager.bulk_create(new)
    if changed:
        manager.bulk_update(changed, [f.name for f in fields], batch_size=100)
    return {row.code: row for row in made}


def _drop_gone(edition: Edition, model: type[C], kept: Mapping[str, C]) -> None:
    gone = model._default_manager.filter(edition=edition).exclude(code__in=list(kept))
    try:
        gone.delete()
    except ProtectedError as error:
        raise StillUsed(codes="、".join(sorted(row.code for row in gone)[:10])) from error


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
