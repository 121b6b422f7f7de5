"""Comparing stored sums and published runs with the records (核对)."""

from wenming.core import audit
from wenming.engine.wording import Said, said
from wenming.inspections.models import Round
from wenming.inspections.workflow import RoundStatus
from wenming.scoring import recount, rescoring
from wenming.scoring.models import Publication, ScoreCheck
from wenming.scoring.services.counting import catch_up

MOST_KEPT = 100  # sentences


@audit.audited
def check_scores() -> ScoreCheck:
    """Count every released round anew out of its records and compare; keep what was found.

    Sums that lag behind their visit are counted first: that is no fault. Of a published round
    the run is computed again too.
    """
    faults: list[Said] = []
    rounds = Round.objects.exclude(released_at=None).select_related("edition").order_by("pk")
    number = 0
    for round_ in rounds.defer("edition__data").iterator():
        number += 1
        if round_.status != RoundStatus.PUBLISHED:
            catch_up(round_)
        faults += recount.differences(round_)
    for publication in Publication.objects.filter(published_at__isnull=False).select_related(
        "round", "run__round__edition", "run__round__owner"
    ):
        found = rescoring.faults_of(publication.run)
        name = publication.round.number
        faults += [said("%(round)s %(fault)s", round=name, fault=fault) for fault in found]
    check = ScoreCheck.objects.create(
        rounds=number, faults=[fault.as_json() for fault in faults[:MOST_KEPT]]
    )
    audit.record("scores.checked", check, by=None, rounds=number, faults=len(faults))
    return check
