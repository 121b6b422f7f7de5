"""Scoring a round and keeping the run with what it was made from (计算)."""

from wenming.accounts.models import User
from wenming.core import audit
from wenming.engine import VERSION
from wenming.engine.scoring.freezing import digest
from wenming.inspections.models import Round
from wenming.inspections.selectors import Which
from wenming.scoring import selectors
from wenming.scoring.models import Run
from wenming.scoring.services.counting import catch_up


@audit.audited
def score_round(
    *, round_id: int, which: Which, by: User | None, corrects: Run | None = None, reason: str = ""
) -> Run:
    """Score a round out of its records; the run is never changed.

    Args:
        corrects, reason: the published run that this one corrects, and why.
    """
    round_ = Round.objects.select_related("edition", "owner").get(pk=round_id)
    catch_up(round_)
    framework = selectors.base_framework(round_.edition)
    inputs = selectors.inputs_of(round_, which)
    report = selectors.report_from(round_, inputs)
    run = Run.objects.create(
        round=round_,
        which=which,
        engine_version=VERSION,
        rules=framework.rules,
        edition_digest=round_.edition.digest,
        overlay_digest=inputs["local"],
        inputs_digest=digest(inputs),
        inputs=inputs,
        result_digest=digest(report),
        result=report,
        corrects=corrects,
        reason=reason,
        by=by,
    )
    audit.record("run.scored", run, by=by, round=round_.number, digest=run.result_digest)
    return run
