"""What changes leads, task lists and duties."""

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

__all__ = [
    "Task",
    "draft_version",
    "finish_review",
    "issue_list",
    "remove_duty",
    "set_lead",
    "sign_list",
    "task_of",
    "withdraw_list",
    "write_duty",
]
