"""What changes leads, task lists, and the work on their duties."""

from wenming.duties.services.leads import set_lead
from wenming.duties.services.lists import (
    Task,
    draft_version,
    finish_review,
    issue_list,
    remove_duty,
    sign_list,
    task_of,
    withdraw_list,
    write_duty,
)
from wenming.duties.services.periods import open_due
from wenming.duties.services.transfers import ask_transfer, decide_transfer
from wenming.duties.services.working import contribute, hand_down, judge, report, request_report

__all__ = [
    "Task",
    "ask_transfer",
    "contribute",
    "decide_transfer",
    "draft_version",
    "finish_review",
    "hand_down",
    "issue_list",
    "judge",
    "open_due",
    "remove_duty",
    "report",
    "request_report",
    "set_lead",
    "sign_list",
    "task_of",
    "withdraw_list",
    "write_duty",
]
