"""Computing a run again out of what it kept, and comparing byte for byte (重算核对)."""

import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from wenming.engine import scoring as engine
from wenming.engine.scoring.freezing import canonical, digest
from wenming.engine.wording import said, term
from wenming.scoring import recount, selectors
from wenming.scoring.models import Publication, Run

MOST_SHOWN = 20


def faults_of(run: Run) -> list[str]:
    """Where a run, computed again, comes out otherwise; empty when every byte is the same.

    The result is computed anew from the inputs that the run kept, by the edition of its round.
    A run that stands as published is also compared with the records.
    """
    faults = [*_changed_since(run)]
    if not run.inputs:
        return [*faults, said("这次计算没有保存输入（早期版本所算），不能重算。")]
    again = json.loads(canonical(selectors.report_from(run.round, run.inputs)))
    if canonical(again) != canonical(run.result):
        faults += list(_paths(run.result, again))[:MOST_SHOWN]
    elif digest(again) != run.result_digest:
        faults.append(said("重算的摘要与存的不一致。"))
    if _stands(run):
        faults += _against_records(run)
    return faults


def _changed_since(run: Run) -> Iterator[str]:
    """Whether what was stored is still what was stored."""
    if run.round.edition.digest != run.edition_digest:
        yield said("测评体系与计算时的不是同一版：摘要不一致。")
    if digest(run.result) != run.result_digest:
        yield said("存的结果与存的摘要不一致：结果在计算以后被改动过。")
    if run.inputs and digest(run.inputs) != run.inputs_digest:
        yield said("存的输入与存的摘要不一致：输入在计算以后被改动过。")


def _stands(run: Run) -> bool:
    return Publication.objects.filter(published_at__isnull=False, run=run).exists() or (
        Publication.objects.filter(published_at__isnull=False, last_run=run).exists()
    )


def _against_records(run: Run) -> Iterator[str]:
    """Indicators whose records add up to something else than what was published."""
    which: Any = run.which
    rows = run.inputs.get("local_field", run.inputs["field"])
    kept = recount.by_key((engine.FieldSums(*row) for row in rows), together=True)
    counted = recount.by_key(recount.field_sums(run.round, which), together=True)
    for (code,) in sorted(kept.keys() | counted.keys()):
        if kept.get((code,)) != counted.get((code,)):
            yield said(
                "指标 %(code)s：公布时 %(then)s，现在的记录 %(now)s。",
                code=code,
                then=_sums(kept.get((code,))),
                now=_sums(counted.get((code,))),
            )


def _sums(row: tuple[int, int, int] | None) -> str:
    if row is None:
        return term("句中", "没有")
    n, earned, full = row
    rate = f"{float(Fraction(100 * earned, full)):.4f}%" if full else "–"
    return said(
        "%(n)s 条，得 %(earned)s/%(full)s（%(rate)s）", n=n, earned=earned, full=full, rate=rate
    )


def _paths(old: Any, new: Any, at: str = "") -> Iterator[str]:
    """The places at which two results differ, such as indicators[3].value：存的 1，重算 2."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from _paths(old.get(key), new.get(key), f"{at}.{key}" if at else str(key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (a, b) in enumerate(zip(old, new, strict=True)):
            yield from _paths(a, b, f"{at}[{index}]")
    elif old != new:
        yield said("%(at)s：存的 %(old)s，重算 %(new)s。", at=at, old=str(old), new=str(new))
