"""The paper of a list, whatever its kind (印发稿)."""

from wenming.duties.lists import letter
from wenming.duties.models import TaskList
from wenming.duties.tables import paper


def printed(task_list: TaskList) -> bytes:
    """The docx of a task list or a responsibility table as it stands."""
    return paper.content(task_list) if task_list.is_table else letter.content(task_list)
