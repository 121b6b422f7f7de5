"""Results as JSON or for reading, written to a file of the session: a nation's fill gigabytes."""

from collections.abc import Iterable
from pathlib import Path

import orjson

from wenming.engine.framework import Framework
from wenming.engine.scoring import indicator_in_words, rounded
from wenming.engine.scoring.report import as_json

from .job import Job
from .rolling import Scored

STATUS = {
    "ok": "有效",
    "vetoed": "已否决",
    "gated": "未过前置门槛",
    "undecided": "前置项未测全",
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
                file.write(_words("按本地加严标准", job.local.framework, scored.local))
        if number < 0:
            file.write("没有数据。\n")
    return written


def _line(scored: Scored) -> bytes:
    # More than half the time of `json.dumps` goes into the digits of numbers; orjson writes these faster.
    return orjson.dumps(as_json(scored.city, scored.round, scored.result, scored.losses))


def _words(heading: str, framework: Framework, scored: Scored) -> str:
    result = scored.result
    lines = [f"{heading}  总分 {rounded(result.combined)}（{STATUS[result.status]}）"]
    for scheme in result.schemes:
        rate = "未测评" if scheme.on_measured is None else f"{rounded(scheme.on_measured)}%"
        lines.append(
            f"  {scheme.code}：得分率 {rate}，已得分 {rounded(scheme.lower)}，"
            f"最高可得分 {rounded(scheme.upper)}，已测权重 {rounded(100 * scheme.coverage)}%，"
            f"加分 {scheme.bonus:g}，扣分 {scheme.deductions:g}"
        )
    worst = sorted((r for r in result.indicators if r.lost), key=lambda r: (-(r.lost or 0), r.code))
    for row in worst[:MOST_LOST]:
        indicator = framework.indicators[row.code]
        lines.append(f"  {row.code} {indicator.name_zh}：{indicator_in_words(indicator, row)}")
    return "\n".join(lines) + "\n"
