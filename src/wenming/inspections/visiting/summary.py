"""The answers of a visit in words, to look over before they are handed in and after (检查答案)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wenming.core.wording import joined
from wenming.inspections.answers import MET, NOT_APPLICABLE, NOT_MET, Answer
from wenming.inspections.models import Photo
from wenming.inspections.visiting import checking, photos
from wenming.inspections.visiting.cards import Card
from wenming.inspections.visiting.page import Page


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo with its caption."""

    photo: Photo
    caption: str


@dataclass(frozen=True, slots=True)
class Found:
    """One finding in words."""

    spot: str
    phrase: str
    is_fixed: bool
    pictures: list[Picture]


@dataclass(frozen=True, slots=True)
class Line:
    """One item with its verdict in words; `caution` says what will be missing."""

    card: Card
    verdict: str
    is_fault: bool
    found: list[Found]
    caution: str


@dataclass(frozen=True, slots=True)
class Summary:
    """All lines, and what the whole record will lack."""

    lines: list[Line]
    cautions: list[str]
    proof: Picture | None

    @property
    def faults(self) -> int:
        """Items with something wrong."""
        return sum(line.is_fault for line in self.lines)


def of_page(page: Page) -> Summary:
    """The summary of a page whose sheet has no faults."""
    judged = page.cards if page.sheet.is_judged else []
    answers = checking.answers(page.sheet, judged)
    lines = [_line(card, answer, page.photos) for card, answer in zip(judged, answers, strict=True)]
    proof = page.photos.get(page.sheet.proof)
    return Summary(lines, _cautions(lines), _picture(proof, "") if proof else None)


def _line(card: Card, answer: Answer, known: dict[str, Photo]) -> Line:
    found = [
        Found(
            spot=finding.spot,
            phrase=finding.phrase,
            is_fixed=finding.is_fixed_on_spot,
            pictures=[
                _picture(known[str(key)], role)
                for key, role in (
                    (finding.photo_id, ""),
                    (finding.after_photo_id, _("整改后")),
                )
                if str(key) in known
            ],
        )
        for finding in answer.findings
    ]
    return Line(
        card, _verdict(card, answer), _is_fault(card, answer), found, _caution(card, answer)
    )


def _verdict(card: Card, answer: Answer) -> str:
    if answer.outcome == NOT_APPLICABLE:
        return _("不涉及")
    if card.kind == "deduct":
        n = len(answer.findings)
        return _("不符合，%(n)d 处") % {"n": n} if n else card.label(MET)
    if not card.is_number:
        return card.label(answer.outcome)
    number = f"{answer.count}%" if card.is_percent else f"{answer.count} {card.unit}"
    if card.kind == "min_count":
        return number
    minutes, seconds = divmod(answer.watched_seconds or 0, 60)
    words = {"number": number, "minutes": minutes, "seconds": seconds}
    return _("%(number)s，观察 %(minutes)d 分 %(seconds)d 秒") % words


def _is_fault(card: Card, answer: Answer) -> bool:
    """Whether marks are lost: shown before what is in order."""
    if answer.outcome == NOT_APPLICABLE:
        return False
    if card.kind == "min_count":
        return (answer.count or 0) < (card.scoring.required or 0)
    if card.kind == "observe":
        return bool(answer.count)
    chosen = next((choice for choice in card.choices if choice.value == answer.outcome), None)
    return bool(answer.findings) or answer.outcome == NOT_MET or bool(chosen and chosen.is_fault)


def _caution(card: Card, answer: Answer) -> str:
    watched = answer.watched_seconds
    if watched is None or watched >= card.window_seconds:
        return ""
    return _("规定观察 %(minutes)s 分钟，这次不足。") % {"minutes": card.window}


def _cautions(lines: list[Line]) -> list[str]:
    """What the record will lack, each as a sentence; none of it keeps it from being handed in."""
    found = [finding for line in lines for finding in line.found]
    pictures = [picture.photo for finding in found for picture in finding.pictures]
    counts = [
        (sum(not finding.pictures for finding in found), _no_photo),
        (sum(photo.is_from_album for photo in pictures), _from_album),
        (sum(photo.latitude is None for photo in pictures), _no_position),
        (sum(bool(line.caution) for line in lines), _too_short),
    ]
    return [sentence(n) for n, sentence in counts if n]


def _no_photo(n: int) -> str:
    return ngettext("%(n)d 处发现没有照片。", "%(n)d 处发现没有照片。", n) % {"n": n}


def _from_album(n: int) -> str:
    return ngettext("%(n)d 张照片为相册补传。", "%(n)d 张照片为相册补传。", n) % {"n": n}


def _no_position(n: int) -> str:
    return ngettext("%(n)d 张照片没有位置。", "%(n)d 张照片没有位置。", n) % {"n": n}


def _too_short(n: int) -> str:
    return ngettext("%(n)d 条观察时间不足。", "%(n)d 条观察时间不足。", n) % {"n": n}


def _picture(photo: Photo, role: str) -> Picture:
    return Picture(photo, joined(filter(None, (role, photos.words_of(photo)))))
