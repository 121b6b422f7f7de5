"""What can be done with scores: counting, runs, publishing, disputes."""

from wenming.scoring.errors import NotClosed, SamePerson
from wenming.scoring.services.amending import amend_published
from wenming.scoring.services.checking import check_scores
from wenming.scoring.services.counting import catch_up, count_visit
from wenming.scoring.services.disputes import (
    confirm_lines,
    file_dispute,
    reject_dispute,
    uphold_dispute,
    withdraw_dispute,
)
from wenming.scoring.services.official import set_aims, store_findings, store_results
from wenming.scoring.services.publishing import (
    approve_results,
    draft_results,
    end_feedback,
    open_feedback,
    publish_round,
    record_approval,
    send_back_results,
)
from wenming.scoring.services.runs import score_round

__all__ = [
    "NotClosed",
    "SamePerson",
    "amend_published",
    "approve_results",
    "catch_up",
    "check_scores",
    "confirm_lines",
    "count_visit",
    "draft_results",
    "end_feedback",
    "file_dispute",
    "open_feedback",
    "publish_round",
    "record_approval",
    "reject_dispute",
    "score_round",
    "send_back_results",
    "set_aims",
    "store_findings",
    "store_results",
    "uphold_dispute",
    "withdraw_dispute",
]
