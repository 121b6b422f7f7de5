"""What changes leads, task lists, and the work on their duties."""

from wenming.duties.notices import tell_answer
from wenming.duties.services.approving import (
    answer_opinion,
    consult,
    end_consultation,
    give_opinion,
    review_list,
    submit_list,
)
from wenming.duties.services.handing import entrust, hand_down
from wenming.duties.services.judging import judge, request_report
from wenming.duties.services.leads import inherit_leads, set_lead, set_type_lead
from wenming.duties.services.linking import enter_unit, link_draft
from wenming.duties.services.lists import (
    draft_version,
    finish_review,
    issue_list,
    sign_list,
    withdraw_list,
)
from wenming.duties.services.periods import open_due
from wenming.duties.services.reporting import contribute, report
from wenming.duties.services.sheets import (
    Sending,
    choose_units,
    forget_old_sheets,
    map_columns,
    send_sheet,
    start_storing,
    store_next,
    undo_import,
    why_not_undone,
)
from wenming.duties.services.tables import draft_table, write_rows
from wenming.duties.services.transfers import ask_transfer, decide_transfer
from wenming.duties.services.writing import Task, remove_duty, task_of, write_duty

__all__ = [
    "Sending",
    "Task",
    "answer_opinion",
    "ask_transfer",
    "choose_units",
    "consult",
    "contribute",
    "decide_transfer",
    "draft_table",
    "draft_version",
    "end_consultation",
    "enter_unit",
    "entrust",
    "finish_review",
    "forget_old_sheets",
    "give_opinion",
    "hand_down",
    "inherit_leads",
    "issue_list",
    "judge",
    "link_draft",
    "map_columns",
    "open_due",
    "remove_duty",
    "report",
    "request_report",
    "review_list",
    "send_sheet",
    "set_lead",
    "set_type_lead",
    "sign_list",
    "start_storing",
    "store_next",
    "submit_list",
    "task_of",
    "tell_answer",
    "undo_import",
    "why_not_undone",
    "withdraw_list",
    "write_duty",
    "write_rows",
]
