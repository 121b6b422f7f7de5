"""Results as JSON or for reading, written to a file of the session: a nation's fill gigabytes."""

from collections.abc import Iterable
from pathlib import Path

import orjson

from wenming.core.environment import is_english
from wenming.engine.framework import Framework, Indicator
from wenming.engine.scoring import indicator_in_words, rounded
from wenming.engine.scoring.report import as_json
from wenming.engine.scoring.results import SchemeResult
from wenming.engine.wording import Said, said, term

from .job import Job
from .rolling import Scored
from .speaking import tell

STATUS = {
    "ok": term("句中", "有效"),
    "vetoed": term("句中", "已否决"),
    "gated": term("句中", "未过前置门槛"),
    "undecided": term("句中", "前置项未测全"),
}
MOST_LOST = 5  # indicators shown a round


def write_json(job: Job, results: Iterable[Scored]) -> Path:
    """`{"results":[R,...]}`; with an overlay also `"local":[R,...]`, the same rounds."""
    written, local = job.session.folder / "results.json", job.session.folder / "local.json"
    with written.open("wb") as file, local.open("w+b") as beside:
        file.write(b'{"results":[')
        for number, scored in enumerate(results):
            comma = b",\n" if number else b""
            file.write(comma + _line(scored))
            if scored.local is not None:
                beside.write(comma + _line(scored.local))
        if job.local is not None:
            file.write(b'],\n"local":[')
            beside.seek(0)
            while chunk := beside.read(1 << 20):
                file.write(chunk)
        file.write(b"]}\n")
    return written


def write_words(job: Job, results: Iterable[Scored]) -> Path:
    """Each round for reading: totals, schemes, where most was lost."""
    written = job.session.folder / "results.txt"
    with written.open("w", encoding="utf-8") as file:
        number = -1
        for number, scored in enumerate(results):
            heading = f"{scored.city} {scored.round}"
            blank = "\n" if number else ""
            file.write(blank + _words(heading, job.base.framework, scored))
            if job.local is not None and scored.local is not None:
                file.write(_words(tell(said("按本地加严标准")), job.local.framework, scored.local))
        if number < 0:
            file.write(tell(said("没有数据。")) + "\n")
    return written


def _line(scored: Scored) -> bytes:
    # More than half the time of `json.dumps` goes into the digits of numbers; orjson writes these faster.
    return orjson.dumps(as_json(scored.city, scored.round, scored.result, scored.losses))


def _words(heading: str, framework: Framework, scored: Scored) -> str:
    result = scored.result
    total = said(
        "%(heading)s  总分 %(total)s（%(status)s）",
        heading=heading,
        total=rounded(result.combined),
        status=STATUS[result.status],
    )
    lines = [total, *map(_scheme, result.schemes)]
    worst = sorted((r for r in result.indicators if r.lost), key=lambda r: (-(r.lost or 0), r.code))
    for row in worst[:MOST_LOST]:
        indicator = framework.indicators[row.code]
        words = indicator_in_words(indicator, row)
        lines.append(said("  %(name)s：%(words)s", name=_named(indicator), words=words))
    return "".join(f"{tell(line)}\n" for line in lines)


def _named(indicator: Indicator) -> str:
    """Code and name in the language of the program."""
    name = indicator.name_en if is_english() else ""
    return f"{indicator.code} {name or indicator.name_zh}"


def _scheme(scheme: SchemeResult) -> Said:
    measured = scheme.on_measured
    return said(
        "  %(scheme)s：得分率 %(rate)s，已得分 %(lower)s，最高可得分 %(upper)s，"
        "已测权重 %(coverage)s%%，加分 %(bonus)s，扣分 %(deductions)s",
        scheme=scheme.code,
        rate=said("未测评") if measured is None else f"{rounded(measured)}%",
        lower=rounded(scheme.lower),
        upper=rounded(scheme.upper),
        coverage=rounded(100 * scheme.coverage),
        bonus=f"{scheme.bonus:g}",
        deductions=f"{scheme.deductions:g}",
    )
