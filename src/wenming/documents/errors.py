"""Refusals of this part."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class StateSecret(DomainError):
    """The document carries a security marking at its head."""

    code = "documents.state_secret"
    message = _(
        "文件开头标有“%(marking)s”，是国家秘密，不能放进本平台，什么都没有保存。"
        "请按保密规定办理，并从这台电脑上删除它。"
    )
    status = 422


class NothingToRead(DomainError):
    """The document has no text."""

    code = "documents.nothing_to_read"
    message = _("没有读到文字，什么都没有保存。请换一份有正文的文件，或把正文粘贴进来。")
    status = 422


class ReviewIsOver(DomainError):
    """The document was reviewed to the end; its drafts stand."""

    code = "documents.review_is_over"
    message = _("%(title)s已经审完，不能再改任务草稿。要改请到任务清单里改。")


class LeadMissing(DomainError):
    """A draft without a lead unit of the register cannot become a task."""

    code = "documents.lead_missing"
    message = _("第 %(number)d 条还没有牵头单位，不能采纳。请填上单位的名称，或把它留作工作要求。")
    status = 422


class TasksWait(DomainError):
    """A review with accepted drafts ends with a task list, not without."""

    code = "documents.tasks_wait"
    message = _("%(title)s有采纳的任务还没有进清单，请用“生成任务清单”来完成审核。")


class NotWritten(DomainError):
    """A name that the sentence does not have."""

    code = "documents.not_written"
    message = _("这一条的原文里没有“%(name)s”。请刷新页面再看。")
    status = 422


class TooShort(DomainError):
    """Too few words for a draft."""

    code = "documents.too_short"
    message = _("选中的文字不到 %(n)d 个字，不成一条任务。请在原文里选一整句。")
    status = 422


class NotInText(DomainError):
    """Words that the document does not have."""

    code = "documents.not_in_text"
    message = _("原文里没有“%(words)s”这段话。请在左边原文里选中一句，不要改动文字。")
    status = 422


class DraftedAlready(DomainError):
    """The words are a draft already."""

    code = "documents.drafted_already"
    message = _("这句话已经是第 %(number)d 条草稿。")
