"""What can be done with problems; one module for each kind of work."""

from wenming.problems.services.deferring import (
    ask_deferral,
    decline_deferral,
    defer,
    resume,
    resume_due,
)
from wenming.problems.services.dispatching import (
    extend,
    recall,
    release,
    renew_link,
    revoke_link,
)
from wenming.problems.services.exporting import note_export
from wenming.problems.services.linking import open_link
from wenming.problems.services.pointing import point_at_project, resume_built
from wenming.problems.services.proposing import propose_due, propose_from_visit
from wenming.problems.services.rectifying import (
    PhotoFile,
    hand_on,
    receive,
    receive_all,
    return_problem,
    submit_rectification,
)
from wenming.problems.services.reporting import report
from wenming.problems.services.triaging import (
    Proposal,
    correct_proposal,
    drop,
    merge,
    restore,
)
from wenming.problems.services.undoing import UNDO, undo_release
from wenming.problems.services.verifying import close, redo

__all__ = [
    "UNDO",
    "PhotoFile",
    "Proposal",
    "ask_deferral",
    "close",
    "correct_proposal",
    "decline_deferral",
    "defer",
    "drop",
    "extend",
    "hand_on",
    "merge",
    "note_export",
    "open_link",
    "point_at_project",
    "propose_due",
    "propose_from_visit",
    "recall",
    "receive",
    "receive_all",
    "redo",
    "release",
    "renew_link",
    "report",
    "restore",
    "resume",
    "resume_built",
    "resume_due",
    "return_problem",
    "revoke_link",
    "submit_rectification",
    "undo_release",
]
