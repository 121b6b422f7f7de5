"""The paper of a list, whatever its kind (印发稿)."""

from wenming.duties import letter, table_paper
from wenming.duties.models import TaskList


def printed(task_list: TaskList) -> bytes:
    """The docx of a task list or a responsibility table as it stands."""
    return table_paper.content(task_list) if task_list.is_table else letter.content(task_list)
