"""The problem ledger as a sheet (问题台账): the 25 columns that offices keep, in their order."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import translation
from django.utils.text import get_valid_filename
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

from wenming.core import clock, uploads
from wenming.core.crypto import mask_phone
from wenming.core.tables.cells import letter, written
from wenming.core.tables.writing import A3, add_sheet, new_workbook, saved
from wenming.engine.worktime import CHINA
from wenming.framework.models import PlaceType
from wenming.organization.models import ACTIVE, Area, Post, Unit
from wenming.problems import deadlines
from wenming.problems.models import Problem, ProblemPhoto, Step
from wenming.problems.selectors import WITH_PHOTOS
from wenming.problems.workflow import Status

# Headers are data: the sheet is Chinese in every language of the pages. (header, width)
COLUMNS: tuple[tuple[str, float], ...] = (
    ("序号", 6),
    ("问题编号", 16),
    ("发现时间", 17),
    ("来源", 9),
    ("所属区/街道/社区/网格", 18),
    ("点位类别", 11),
    ("点位名称", 15),
    ("具体位置", 14),
    ("问题描述", 18),
    ("对应指标/标准", 24),
    ("问题照片", 22),
    ("责任单位", 14),
    ("配合单位", 13),
    ("责任人及电话", 14),
    ("整改措施", 16),
    ("整改时限", 17),
    ("交办时间", 17),
    ("签收时间", 17),
    ("整改完成时间", 17),
    ("整改后照片", 22),
    ("复核人", 10),
    ("复核结果/时间", 18),
    ("是否销号", 6),
    ("超期天数", 6),
    ("备注", 16),
)
BEFORE, AFTER = 10, 19  # columns of photos, from 0
PICTURE_MM = (40, 30)
ROW_POINTS = 87  # 30 mm and a little room
LINES_POINTS = 45  # a row without photos: three lines
PIXELS_A_MM = 96 / 25.4
PICTURES_UP_TO = 200  # rows; longer sheets give the number of photos
MOST_ROWS = 20_000


def ledger(problems: QuerySet[Problem], *, is_for_office: bool) -> bytes:
    """The sheet of `problems`, in their order.

    Up to PICTURES_UP_TO rows carry their first photo before and after, 30 × 40 mm; longer sheets
    say how many there are.

    Args:
        is_for_office: else phone numbers are masked, and the office stands for its people.
    """
    return _sheet(_loaded(problems), is_for_office=is_for_office)


def ledgers_by_unit(problems: QuerySet[Problem], *, is_for_office: bool) -> bytes:
    """A zip with one sheet for each unit that answers, named after it."""
    lots: dict[Unit | None, list[Problem]] = {}
    for problem in _loaded(problems):
        lots.setdefault(problem.unit, []).append(problem)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for unit, lot in lots.items():
            name = get_valid_filename(f"{unit or '未定单位'}-问题台账-{len(lot)}件.xlsx")
            archive.writestr(name, _sheet(lot, is_for_office=is_for_office))
    return out.getvalue()


def _loaded(problems: QuerySet[Problem]) -> list[Problem]:
    """At most MOST_ROWS problems with all that their rows show; a fixed number of queries."""
    verdicts = Step.objects.filter(action__in=["close", "redo"]).select_related("by").order_by("pk")
    rows = problems.select_related(
        "place", "area", "unit", "handler", "support", "item", "indicator", "round", "relapse_of"
    ).select_related("merged_into")
    return list(
        rows.prefetch_related(WITH_PHOTOS, Prefetch("steps", verdicts, to_attr="verdicts"))[
            :MOST_ROWS
        ]
    )


def _sheet(problems: Sequence[Problem], *, is_for_office: bool) -> bytes:
    with translation.override("zh-hans"):
        workbook = new_workbook()
        headers = [header for header, _width in COLUMNS]
        sheet = add_sheet(workbook, "问题台账", headers, widths=[w for _h, w in COLUMNS], paper=A3)
        has_pictures = len(problems) <= PICTURES_UP_TO  # a sheet that may be printed
        for index, cells in enumerate(rows_of(problems, is_for_office=is_for_office)):
            if has_pictures:
                sheet.row_dimensions[index + 2].height = LINES_POINTS
                _place_pictures(sheet, problems[index], index + 2)
            sheet.append([written(sheet, cell, is_ruled=has_pictures) for cell in cells])
        return saved(workbook)


def rows_of(problems: Sequence[Problem], *, is_for_office: bool) -> Iterable[list[Any]]:
    """The cells of each problem, as COLUMNS; three queries for all of them."""
    areas = _area_names(problems)
    types = dict(PlaceType.objects.order_by("edition_id").values_list("code", "name_zh"))
    liaisons = _liaisons(problems, is_for_office)
    now = clock.now()
    for number, problem in enumerate(problems, 1):
        photos = list(problem.photos.all())
        yield [
            number,
            problem.number,
            problem.found_at,
            source_of(problem),
            areas[problem.area.path],
            types.get(problem.place.type_code, "") if problem.place else "",
            problem.place.name if problem.place else "",
            problem.spot,
            problem.text,
            _standard(problem),
            _photo_words(photos, ProblemPhoto.Moment.BEFORE),
            problem.unit.name if problem.unit else "",
            problem.support.name if problem.support else "",
            liaisons.get(problem.handler_id or 0) or liaisons.get(problem.unit_id or 0, ""),
            problem.measure,
            problem.due_at,
            problem.dispatched_at,
            problem.received_at,
            problem.submitted_at,
            _photo_words(photos, ProblemPhoto.Moment.AFTER),
            *_verdict(problem, is_for_office),
            problem.status == Status.CLOSED,
            deadlines.days_over(problem, now),
            _remark(problem),
        ]


def source_of(problem: Problem) -> str:
    """来源 as offices write it: a mock assessment and a self-test are told from other rounds."""
    if problem.source != Problem.Source.INSPECTION:
        return str(Problem.Source(problem.source).label)
    purpose = problem.round.purpose if problem.round else ""
    return {"mock": "模拟测评", "self_test": "自查"}.get(purpose, "督查")


def _standard(problem: Problem) -> str:
    indicator = str(problem.indicator) if problem.indicator else ""
    item = f"{problem.item.code} {problem.item.text_zh}" if problem.item else ""
    return " / ".join(part for part in (indicator, item) if part)


def _photo_words(photos: Sequence[ProblemPhoto], moment: str) -> str:
    count = sum(photo.moment == moment for photo in photos)
    return f"{count} 张" if count else ""


def _verdict(problem: Problem, is_for_office: bool) -> tuple[str, str]:
    """Who verified last, and with what result when."""
    verdicts: list[Step] = problem.verdicts  # type: ignore[attr-defined]
    if not verdicts:
        return "", ""
    last = verdicts[-1]
    word = "通过，销号" if last.action == "close" else f"重新整改：{last.note}"
    verifier = last.by.display_name if last.by else ""
    return (
        verifier if is_for_office else settings.OFFICE_NAME,
        f"{word}（{_local(last.at):%Y-%m-%d %H:%M}）",
    )


def _remark(problem: Problem) -> str:
    parts = []
    if problem.relapse_of:
        parts.append(f"复发，上次为 {problem.relapse_of.number}")
    if problem.handler and problem.handler_id != problem.unit_id:
        parts.append(f"由{problem.handler.name}办理")
    if problem.status == Status.DEFERRED:
        parts.append(f"挂账至 {problem.deferred_until}")
    if problem.merged_into:
        parts.append(f"并入 {problem.merged_into.number}")
    if problem.is_critical:
        parts.append("关键项")
    return "；".join(parts)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(CHINA)


def _area_names(problems: Sequence[Problem]) -> dict[str, str]:
    """路径 → 区/街道/社区/网格, the city left out."""
    step = Area.steplen
    paths = {problem.area.path for problem in problems}
    above = {path[:end] for path in paths for end in range(step, len(path) + 1, step)}
    names = dict(Area.objects.filter(path__in=above).values_list("path", "name"))
    return {
        path: "/".join(names[path[:end]] for end in range(2 * step, len(path) + 1, step))
        or names[path]
        for path in paths
    }


def _liaisons(problems: Sequence[Problem], is_for_office: bool) -> dict[int, str]:
    """Name and phone of the liaison of each unit that has a problem in hand."""
    units = {problem.unit_id for problem in problems} | {p.handler_id for p in problems}
    posts = Post.objects.filter(ACTIVE, kind=Post.Kind.LIAISON, unit__in=units - {None})
    return {
        post.unit_id: " ".join(
            filter(None, [post.holder, post.phone if is_for_office else mask_phone(post.phone)])
        )
        for post in posts.order_by("-pk")
    }


def _place_pictures(sheet: Any, problem: Problem, row: int) -> None:
    """The first photo before and the last after, laid over their cells."""
    photos = list(problem.photos.all())
    before = [photo for photo in photos if photo.moment == ProblemPhoto.Moment.BEFORE]
    after = [photo for photo in photos if photo.moment == ProblemPhoto.Moment.AFTER]
    for column, photo in ((BEFORE, before[:1]), (AFTER, after[-1:])):
        picture = _picture(photo[0]) if photo else None
        if picture is None:
            continue
        picture.anchor = f"{letter(column)}{row}"
        sheet.row_dimensions[row].height = ROW_POINTS
        sheet.add_image(picture)


def _picture(photo: ProblemPhoto) -> Any:
    """A small picture for a cell; None where its file is gone."""
    upload = photo.upload
    try:
        image = Image.open(uploads.path_of(upload.public_digest or upload.digest))
        image.thumbnail((320, 240))
    except OSError:
        return None
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=75)
    picture = SheetImage(out)
    width, height = (round(side * PIXELS_A_MM) for side in PICTURE_MM)
    scale = min(width / image.width, height / image.height)
    picture.width, picture.height = round(image.width * scale), round(image.height * scale)
    return picture
