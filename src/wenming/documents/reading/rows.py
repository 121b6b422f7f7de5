"""Rows of tables as sentences (表格成句), so that a task table reads like a numbered list.

A table whose head names tasks and units becomes 1.任务。牵头单位:…;责任单位:…;完成时限:… a row; any other keeps
its cells, a tab between them.
"""

import re

from wenming.engine.intake.who.labels import ROLES

_NUMBER = re.compile("序号|编号|^号$|^序$")
_LABEL = re.compile(
    r"(?:牵头|责任|配合|协办|协助|承办|主办|参与|督办|支持|落实|实施|整改)(?:（[^）]*）|\([^)]*\))?(?:单位|部门|领导|主体|人)"
    r"|(?:完成|整改|办理|落实)?(?:时限|期限|时间|时间节点)"
)
_HEAD = re.compile(r"牵头|责任|单位|部门|时限|期限|完成时间")
_CATEGORY = re.compile("类别|类型|分类|领域|板块|专项")
_CLOSED = "。；;！？!?："


def render(rows: list[list[str]]) -> list[str]:
    """The lines that stand for a table.

    >>> render([["序号", "任务", "牵头单位"], ["1", "清理楼道", "市住建局"]])
    ['1.清理楼道。牵头单位:市住建局。']
    """
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        return []
    head = ["".join(cell.split()) for cell in rows[0]]
    if len(rows) < 2 or not is_head(head):
        return ["\t".join(_once(row)) for row in rows]
    return [_sentence(head, row) for row in rows[1:]]


def is_head(cells: list[str]) -> bool:
    """Whether a row names the columns of a task table: 牵头单位, 完成时限 beside what is to be done."""
    return len(cells) > 1 and any(len(cell) <= 12 and _HEAD.search(cell) for cell in cells)


def _is_label(title: str) -> bool:
    return bool(_LABEL.search(title)) or _plain(title) in ROLES


def _once(row: list[str]) -> list[str]:
    """Cells merged over columns come several times; one is enough."""
    return [cell for place, cell in enumerate(row) if place == 0 or cell != row[place - 1]]


def _sentence(head: list[str], row: list[str]) -> str:
    number, words, labels = "", [], []
    for title, cell in zip(head, row, strict=False):
        text = " ".join(cell.split())
        if not text or text in words:
            continue
        if _NUMBER.search(title):
            number = text if re.search(r"\D$", text) else f"{text}."
        elif _is_label(title):
            labels.append(f"{_plain(title)}:{text.rstrip('。；;')}")
        elif _CATEGORY.search(title):
            words.append(f"{text}：")
        else:
            words.append(text)
    said = "".join(word if word[-1] in _CLOSED else f"{word}，" for word in words)
    said = f"{said.rstrip('，：')}。" if said[-1:] in {"，", "："} else said
    return number + said + (";".join(labels) + "。" if labels else "")


def _plain(title: str) -> str:
    """牵头（责任）单位 leads: the words in brackets go."""
    return re.sub(r"[（(][^）)]*[）)]", "", title)
