"""What stands beside the national framework: the province's with its links, our own stricter one."""

from copy import deepcopy
from typing import Any

from wenming.accounts.models import User
from wenming.demo.ground import Ground
from wenming.duties.services import inherit_leads
from wenming.framework.models import Edition
from wenming.framework.services import import_edition, publish_edition
from wenming.framework.services.crosswalks import Link, add_links
from wenming.framework.services.local import overlay_of, start_local_edition, write_overlay
from wenming.framework.services.storing import data_of

# The province visits few types of places itself; the rest of its indicators is served by ours.
VISITED = {"L01": 3, "L03": 3, "L06": 4, "L07": 3, "L13": 2, "L19": 3}
FIELD_GRADES = {"A": 88, "B": 75, "C": 60}
STRICTER = {"D06-04": 95, "D06-06": 95, "D05-10": 94}  # A of our own standard, 定严一格
EXTRA = {
    "code": "L07-91",
    "place_type": "L07",
    "indicator": "D04-04",
    "text_zh": "每个摊位有当日进货票据可查",
    "text_en": "Every stall can show the receipts of the day",
    "scoring": {"type": "deduct", "max": 3, "per_finding": 1},
}


def province(national: Edition, ground: Ground, office: User, second: User) -> Edition:
    """The provincial framework, published, its field indicators linked to ours, leads taken over."""
    made = import_edition(data=_provincial(data_of(national)), owner=ground.city, by=office)
    publish_edition(edition_id=made.pk, by=second)
    made.refresh_from_db()
    ours = {row.code: row for row in national.indicators.filter(method="field")}
    theirs = made.indicators.filter(method="field").order_by("code")
    links = [Link(ours[_national(row.code)], row, "省测与国测同一事项") for row in theirs]
    add_links(links=links, by=office)
    inherit_leads(edition_id=made.pk, by=office)
    return made


def stricter(national: Edition, office: User, second: User) -> Edition:
    """本地加严标准: higher thresholds, one more item, more places drawn; in force."""
    made = start_local_edition(
        base_id=national.pk, name="云澜市创建标准（靠高一档、定严一格）", by=office
    )
    overlay = overlay_of(made)
    overlay["indicators"] = [{"code": c, "grades": {"A": at}} for c, at in STRICTER.items()]
    overlay["check_items"] = [EXTRA]
    overlay["place_types"] = [{"code": "L07", "sample_count": 6}]
    write_overlay(edition_id=made.pk, overlay=overlay, by=office)
    publish_edition(edition_id=made.pk, by=second)
    return made


def _provincial(data: Any) -> Any:
    """The national framework as the province might set it: own codes, own thresholds, few types."""
    made = deepcopy(data)
    meta = made["meta"]
    meta |= {
        "id": "province-cn-2026",
        "version": 1,
        "name_zh": "省级文明城市测评体系（自编样本）",
        "name_en": "Provincial civilization framework (own sample)",
        "kind": Edition.Kind.PROVINCIAL.value,
    }
    base = meta["schemes"]["city"]
    kept = set(base["dimensions"])
    base["dimensions"] = [_own(code) for code in base["dimensions"]]
    meta["schemes"] = {"city": base}
    made["dimensions"] = [
        row | {"code": _own(row["code"])} for row in made["dimensions"] if row["code"] in kept
    ]
    made["indicators"] = [_indicator(row) for row in made["indicators"] if row["dimension"] in kept]
    made["place_types"] = [
        row | {"sample_count": VISITED[row["code"]]}
        for row in made["place_types"]
        if row["code"] in VISITED
    ]
    made["check_items"] = [
        row | {"indicator": _own(row["indicator"])}
        for row in made["check_items"]
        if row["place_type"] in VISITED and row["indicator"].startswith("D")
    ]
    return made


def _indicator(row: Any) -> Any:
    grades = row["grades"]
    if row["method"] == "field":
        grades = grades | FIELD_GRADES
    return row | {
        "code": _own(row["code"]),
        "dimension": _own(row["dimension"]),
        "grades": grades,
    }


def _own(code: str) -> str:
    """The province's code for one of ours: S06-04 for D06-04."""
    return f"S{code[1:]}"


def _national(code: str) -> str:
    return f"D{code[1:]}"
