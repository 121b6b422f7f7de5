"""What the form of a visit shows: groups of items to judge, each with what was entered so far."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.framework import words
from wenming.inspections.models import Photo, Visit
from wenming.inspections.visiting import cards, photos, selectors
from wenming.inspections.visiting.cards import Card
from wenming.inspections.visiting.checking import Fault
from wenming.inspections.visiting.sheet import Entry, Row, Sheet


@dataclass(frozen=True, slots=True)
class PhotoBlock:
    """A photo control: what its names begin with, and the photo that lies on the server."""

    at: str
    key: str
    photo: Photo | None

    @property
    def words(self) -> str:
        """What is to be known of the photo, in short."""
        return photos.words_of(self.photo) if self.photo else ""


@dataclass(frozen=True, slots=True)
class RowBlock:
    """One row of a finding with its photos; `at` is what its names begin with."""

    at: str
    row: Row
    photo: PhotoBlock
    after: PhotoBlock


@dataclass(frozen=True, slots=True)
class Block:
    """One item to be judged, with what was entered and what is wrong with it."""

    card: Card
    entry: Entry
    rows: list[RowBlock]
    faults: list[Fault]
    phrases: list[str]


@dataclass(frozen=True, slots=True)
class GroupBlock:
    """Items that are done in the same way."""

    group: cards.Group
    blocks: list[Block]


class Page:
    """One visit as its pages need it; made once a request.

    Attributes:
        sheet: what was entered; the view sets it.
        faults: what is wrong with it.
        is_posted: whether the sheet comes from the page itself, not from the database.
    """

    def __init__(self, visit: Visit, *, is_desk: bool, is_posted: bool) -> None:
        self.visit = visit
        self.is_desk = is_desk
        self.is_posted = is_posted
        self.sheet = Sheet()
        self.faults: list[Fault] = []

    @property
    def base(self) -> str:
        """The template that the pages extend."""
        return "web/base.html" if self.is_desk else "web/phone.html"

    @cached_property
    def cards(self) -> list[Card]:
        """What is judged at the place, in the order of the framework."""
        return selectors.cards_of(self.visit)

    @cached_property
    def photos(self) -> dict[str, Photo]:
        """Photos on the server, by key; read it after what was posted is kept."""
        return selectors.photos_of(self.visit)

    @property
    def type_name(self) -> str:
        """Type of the place."""
        return words.in_language(selectors.place_type(self.visit))

    @property
    def protocol(self) -> str:
        """How the place is inspected."""
        return words.in_language(selectors.place_type(self.visit), "protocol")

    @property
    def groups(self) -> list[GroupBlock]:
        """The items to judge."""
        phrases = selectors.common_phrases([card.id for card in self.cards])
        return [
            GroupBlock(group, [self._block(card, phrases.get(card.id, [])) for card in group.cards])
            for group in cards.grouped(self.cards)
        ]

    @property
    def spots(self) -> list[str]:
        """Spots named at this place before, offered while typing."""
        return selectors.known_spots(self.visit)

    @property
    def proof(self) -> PhotoBlock:
        """The photo that shows why the place could not be judged."""
        return self._photo("proof", self.sheet.proof)

    @property
    def blank_row(self) -> RowBlock:
        """The row that the page's script copies."""
        return self._row("iN-rR", Row(0))

    @property
    def photo_address(self) -> str:
        """Where photos are shown; the script puts a photo's key in place of the zeros."""
        return reverse("inspections:photo", args=[UUID(int=0)])

    @property
    def rules(self) -> dict[str, dict[str, Any]]:
        """The rules as the page's script reckons with them, by item."""
        return {str(card.id): card.for_script for card in self.cards}

    @property
    def words(self) -> dict[str, str]:
        """Sentences that the page's script fills in."""
        return {
            "done": _("{done}/{total} 条已判"),
            "left": _("还差 {n} 条"),
            "spots": _("{n} 处具体位置"),
            "comma": _("、"),
            "sending": _("正在上传…"),
            "notSent": _("没有传上去。点重传；提交时也会一起带上。"),
            "score": _("本处暂得 {score}"),
            "capped": _("（封顶）"),
            "worst": _("丢最多：{name} −{marks}"),
            "restored": _("已恢复 {at} 存在本机、还没有提交的内容。"),
            "rest": _("把下面 {n} 条未判的记为符合？请确认都看过。"),
            "restKeep": _("另有 {n} 条要逐条判：计数、计时、选等次的不能一起填。"),
            "restDone": _("已把 {n} 条记为符合。"),
            "key": _("关键项"),
            "probe": _("询问拨测"),
            "noPlace": _(
                "手机没有给出位置：照片照常保存，只是不带位置。要带位置，请在浏览器设置里允许定位。"
            ),
            "notSecure": _("这个网址不是 https，手机不给位置：照片照常保存，只是不带位置。"),
            "full": _("本机存储已满，刷新后填的会丢。请尽快提交。"),
        }

    @property
    def result_label(self) -> str:
        """Why the place could not be judged, in a word."""
        return str(dict(Visit.Result.choices).get(self.sheet.result, ""))

    def _block(self, card: Card, phrases: list[str]) -> Block:
        entry = self.sheet.of(card.id)
        return Block(
            card=card,
            entry=entry,
            rows=[self._row(f"i{card.id}-r{n}", row) for n, row in sorted(entry.rows.items())],
            faults=[fault for fault in self.faults if fault.item == card.id],
            phrases=phrases,
        )

    def _row(self, at: str, row: Row) -> RowBlock:
        return RowBlock(
            at, row, self._photo(f"{at}-photo", row.photo), self._photo(f"{at}-after", row.after)
        )

    def _photo(self, at: str, key: str) -> PhotoBlock:
        return PhotoBlock(at, key, self.photos.get(key))
