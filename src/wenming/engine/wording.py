"""Sentences that can be said in another language (译文): Chinese text that knows how it was made.

To the engine, to JSON and to a file a sentence is its Chinese text. Who shows it to people can say
it again in their language: by its template, with the values put in afterwards.
"""

from collections.abc import Mapping
from typing import Any, Protocol


class Language(Protocol):
    """What translates: a catalogue of gettext, or the module of Django."""

    def gettext(self, message: str, /) -> str: ...

    def pgettext(self, context: str, message: str, /) -> str: ...


class Said(str):
    """A Chinese sentence or word, with its template, its values and its context."""

    template: str
    values: Mapping[str, Any]
    context: str

    def __new__(
        cls, template: str, values: Mapping[str, Any] | None = None, context: str = ""
    ) -> "Said":
        values = values or {}
        text = super().__new__(cls, template % {k: _joined(v) for k, v in values.items()})
        text.template, text.values, text.context = template, values, context
        return text

    def __getnewargs__(self) -> tuple[str, Mapping[str, Any], str]:  # type: ignore[override]
        return self.template, self.values, self.context

    def told(self, language: Language) -> str:
        """The same in another language."""
        values = {name: _told(value, language) for name, value in self.values.items()}
        if self.context:
            return language.pgettext(self.context, self.template) % values
        return language.gettext(self.template) % values

    def as_json(self) -> dict[str, Any]:
        """What `recalled` makes the sentence of again."""
        values = {name: _kept(value) for name, value in self.values.items()}
        return {"template": self.template, "values": values, "context": self.context}


def said(template: str, /, **values: Any) -> Said:
    """A sentence of a template with %(named)s values: texts, numbers, other sentences, lists.

    >>> said("没有%(name)s“%(code)s”，可以是：%(known)s。", name="维度", code="D9", known=["D1", "D2"])
    '没有维度“D9”，可以是：D1、D2。'
    """
    return Said(template, values)


def term(context: str, word: str, /) -> Said:
    """A word that stands in sentences; the context tells it from the same word elsewhere."""
    return Said(word, context=context)


def recalled(data: Any) -> str:
    """A sentence out of what `as_json` gave; any other text stays what it is.

    >>> recalled(said("%(n)s 处", n=3).as_json()), recalled("三处")
    ('3 处', '三处')
    """
    if not (isinstance(data, Mapping) and "template" in data):
        return data  # type: ignore[no-any-return]
    values = {name: _recalled(value) for name, value in data["values"].items()}
    return Said(data["template"], values, data["context"])


def told(text: str, language: Language) -> str:
    """A sentence in another language; any other text as it is."""
    return text.told(language) if isinstance(text, Said) else text


def _joined(value: Any) -> Any:
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else value


def _told(value: Any, language: Language) -> Any:
    if isinstance(value, list | tuple):
        return said("、").told(language).join(str(_told(part, language)) for part in value)
    return told(value, language) if isinstance(value, str) else value


def _kept(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_kept(part) for part in value]
    if isinstance(value, Said):
        return value.as_json()
    return value if isinstance(value, int | float) else str(value)


def _recalled(value: Any) -> Any:
    if isinstance(value, list):
        return [_recalled(part) for part in value]
    return recalled(value) if isinstance(value, Mapping) else value
