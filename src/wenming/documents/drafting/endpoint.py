"""One question to an OpenAI-compatible address (外部模型接口), and what its answer says.

The text goes to the address that the settings name and nowhere else: no redirect is followed, no
proxy of the environment used.
"""

import json
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from wenming.documents.drafting.asking import QUESTION

LARGEST_ANSWER = 4 * 1024 * 1024
_CONNECTIONS = {"http": HTTPConnection, "https": HTTPSConnection}


class NoAnswer(Exception):
    """Nothing usable came back; the message is a sentence for the page."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address such as http://10.0.0.5:8000/v1, a model there, and how long to wait."""

    url: str
    model: str
    key: str = ""
    seconds: int = 20

    def directives(self, text: str) -> list[Any]:
        """The directives that the model drafts of a cleaned text; nothing of them is checked here.

        Raises:
            NoAnswer: with the sentence for the page.
        """
        try:
            status, answer = self._ask(text)
        except TimeoutError as error:
            words = {"n": self.seconds}
            raise NoAnswer(_("外部模型接口 %(n)d 秒没有答复。") % words) from error
        except (OSError, HTTPException) as error:
            raise NoAnswer(_("连不上外部模型接口。")) from error
        if status != 200:
            raise NoAnswer(_("外部模型接口没有照办（%(code)d）。") % {"code": status})
        return _rows(_content(answer))

    def _ask(self, text: str) -> tuple[int, bytes]:
        """Status and body of the answer."""
        body = {
            "model": self.model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": QUESTION},
                {"role": "user", "content": text},
            ],
        }
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        there = urlsplit(self.url)
        connection = _CONNECTIONS[there.scheme](there.netloc, timeout=self.seconds)
        try:
            path = f"{there.path.rstrip('/')}/chat/completions"
            connection.request("POST", path, json.dumps(body).encode(), headers)
            answer = connection.getresponse()
            return answer.status, answer.read(LARGEST_ANSWER)
        finally:
            connection.close()


def _content(answer: bytes) -> str:
    """What the model said."""
    try:
        return str(json.loads(answer)["choices"][0]["message"]["content"])
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise NoAnswer(_("外部模型接口的答复不合格式。")) from error


def _rows(said: str) -> list[Any]:
    """The list of directives; some models wrap their JSON in a fence."""
    bare = said.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        rows = json.loads(bare)["directives"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NoAnswer(_("外部模型接口的答复不合格式。")) from error
    if not isinstance(rows, list):
        raise NoAnswer(_("外部模型接口的答复不合格式。"))
    return rows
