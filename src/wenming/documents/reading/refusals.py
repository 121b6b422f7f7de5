"""Why a file cannot be read (无法读取): one class a reason, each with a code and what to do.

The sentences are Chinese msgids: this package stands outside Django, so `_` only marks them for the
catalogue. Whoever shows them on a page translates by `Refusal.told`.
"""

from collections.abc import Callable
from typing import Any, ClassVar


def _(message: str) -> str:
    """A sentence of the catalogue, as it stands."""
    return message


class Refusal(Exception):
    """A file that cannot be taken in; nothing of it is kept."""

    code: ClassVar[str] = "documents.reading"
    message: ClassVar[str] = _("这个文件读不了。")

    def __init__(self, **data: Any) -> None:
        self.data = data
        super().__init__(str(self))

    def __str__(self) -> str:
        return self.message % self.data

    def told(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of `translate`, words in its data too."""
        data = {
            name: value.told(translate) if isinstance(value, Words) else value
            for name, value in self.data.items()
        }
        return translate(self.message) % data


class Words:
    """A few words within a sentence, which are translated with it."""

    def __init__(self, message: str, **data: Any) -> None:
        self.message, self.data = message, data

    def __str__(self) -> str:
        return self.message % self.data

    def told(self, translate: Callable[[str], str]) -> str:
        """The words in the language of `translate`."""
        return translate(self.message) % self.data


class EmptyFile(Refusal):
    code = "documents.reading_empty"
    message = _("文件“%(name)s”里没有文字。请确认选对了文件，或把正文粘贴进来。")


class TooLarge(Refusal):
    code = "documents.reading_too_large"
    message = _(
        "文件“%(name)s”有%(size)sMB，超过%(limit)sMB，没有读取。请删去图片后另存，或只上传正文。"
    )


class TooLong(Refusal):
    code = "documents.reading_too_long"
    message = _("文件“%(name)s”有%(length)s字，超过%(limit)s字，没有读取。请按文件拆开，逐份上传。")


class UnknownKind(Refusal):
    code = "documents.reading_unknown_kind"
    message = _("读不了“%(name)s”这种文件。可以上传：%(kinds)s；其他格式请先另存为其中一种。")


class WrongName(Refusal):
    code = "documents.reading_wrong_name"
    message = _("文件“%(name)s”的后缀与内容不符：内容是%(found)s。请改正后缀或重新另存后再上传。")


class Encrypted(Refusal):
    code = "documents.reading_encrypted"
    message = _("文件“%(name)s”有密码，打不开。请去掉密码后再上传；涉密文件不能放进本平台。")


class OldWord(Refusal):
    code = "documents.reading_old_word"
    message = _("文件“%(name)s”是旧版 Office 或 WPS 格式，读不了。请打开后另存为 docx 再上传。")


class OnlyPictures(Refusal):
    code = "documents.reading_only_pictures"
    message = _("文件“%(name)s”只有图片，没有文字层。请用识别软件转成文字，或把正文粘贴进来。")


class NotText(Refusal):
    code = "documents.reading_not_text"
    message = _("文件“%(name)s”不是文字，或编码认不出来。请用 UTF-8 或 GB18030 编码另存后再上传。")


class Broken(Refusal):
    code = "documents.reading_broken"
    message = _("文件“%(name)s”已损坏，读不出来。请重新打开另存一份再上传。")


class Bomb(Refusal):
    code = "documents.reading_bomb"
    message = _("文件“%(name)s”解开后过大（%(why)s），没有读取。请重新另存一份正常的文件。")
