"""Place scores of every visit, written to a file (点位得分)."""

import shutil
from pathlib import Path

from wenming.engine.scoring.counting import caps
from wenming.engine.wording import said

from .failing import Unreadable
from .job import Job

PLACE_SCORES = """\
COPY (
    SELECT s.city, s.round, s.place, s.visit,
        s.earned / {denominator}::DOUBLE AS earned, s.possible / {denominator}::DOUBLE AS max,
        CASE WHEN s.possible = 0 THEN NULL
            WHEN c.cap IS NOT NULL AND 100 * s.earned::HUGEINT * {caps} > c.units * s.possible THEN c.cap
            ELSE 100 * s.earned / s.possible::DOUBLE END AS score,
        c.item AS cap_item
    FROM visits s LEFT JOIN caps c ON c.rank = s.cap_rank
    ORDER BY s.city, s.round, s.place, s.visit
) TO '{target}' ({options})"""


def write_place_scores(job: Job, path: Path) -> None:
    """Write the place score of every visit to a CSV or Parquet file, all of it or nothing.

    Columns: city, round, place, visit, earned and max in marks, score 0..100 (empty when nothing
    was applicable), cap_item (the failed critical item with the smallest cap, empty when none).
    """
    verdicts = job.base.verdicts
    units = verdicts.cap_denominator
    job.session.fill(
        "caps",
        (("rank", "BIGINT"), ("item", "VARCHAR"), ("units", "HUGEINT"), ("cap", "DOUBLE")),
        [(n, c.item, int(c.cap * units), float(c.cap)) for n, c in enumerate(caps(verdicts))],
    )
    job.counter.count("visit", "visits", {**job.relations(job.base), "owners": None})
    parquet = path.suffix.lower() == ".parquet"
    written = job.session.folder / ("place_scores.parquet" if parquet else "place_scores.csv")
    job.session.run(
        PLACE_SCORES.format(
            denominator=verdicts.denominator,
            caps=units,
            target=written,
            options="FORMAT PARQUET" if parquet else "FORMAT CSV, HEADER",
        )
    )
    beside = path.with_name(f".{path.name}.part")
    try:
        shutil.copyfile(written, beside)
        beside.replace(path)
    except OSError as error:
        why = said("%(path)s：无法写入（%(why)s）。", path=path, why=error.strerror)
        raise Unreadable(why) from error
