"""Reads directives out of 100 pages, beside a plain segmentation of the same text by rjieba."""

import time
from collections.abc import Callable

import rjieba

from wenming.engine.intake import read

PAGES = 100
LINES, COLUMNS = 22, 28  # of a page by GB/T 9704
SECTION = """
{number}、{topic}
（一）加强组织领导。各区、各部门要切实担负起责任，主要负责同志亲自抓，分管负责同志具体抓，确保各项任务落到实处。
1.清理背街小巷。对全市{count}条背街小巷逐条排查，6月底前完成破损路面修补，9月底前全部达标。（牵头单位：市城管局；责任单位：东湖区、西岭区）
2.整治占道经营。由市城管局牵头，市公安局、各街道配合，每周开展不少于2次集中行动，发现问题24小时内整改。
3.改造农贸市场。市商务局要会同市市场监管局，年内改造农贸市场{count}家，群众满意度达到90%以上。
（二）完善工作机制。市创城办每月20日前通报进展，对连续两次排名末位的单位，由市委督查室约谈主要负责人。
从督查情况看，部分小区楼道堆物、飞线充电问题依然存在，群众反映强烈，得分率为{rate}%，低于90%的标准，必须引起高度重视。
一是抓宣传。广泛开展主题活动，引导市民讲文明、树新风，积极参与志愿服务。二是抓督查。督查组每天上路检查，结果定期通报。
"""


def document() -> str:
    """A plan of 100 pages."""
    parts = ["全市创建工作方案\n2026年3月1日\n"]
    size = 0
    while size < PAGES * LINES * COLUMNS:
        number = len(parts)
        parts.append(
            SECTION.format(
                number="一二三四五六七八九十"[number % 10],
                topic=f"第{number}项重点工作",
                count=20 + number,
                rate=70 + number % 15,
            )
        )
        size += len(parts[-1])
    return "".join(parts)


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """The best of three runs: by the clock, and of the processor (others may be using it too)."""
    runs = []
    for _ in range(3):
        began = time.perf_counter(), time.process_time()
        work()
        runs.append((time.perf_counter() - began[0], time.process_time() - began[1]))
    return min(run[0] for run in runs), min(run[1] for run in runs)


def main() -> None:
    """Prints both times and their ratio."""
    text = document()
    read(text[:2000])
    reading = seconds(lambda: read(text))
    cutting = seconds(lambda: rjieba.cut(text))
    drafts = len(read(text).directives)
    print(f"{PAGES} pages, {len(text):,} characters, {drafts} directives")
    print(f"intake               {reading[0]:7.3f} s, processor {reading[1]:7.3f} s   (limit 2 s)")
    print(f"rjieba segmentation  {cutting[0]:7.3f} s, processor {cutting[1]:7.3f} s")
    print(f"ratio {reading[1] / cutting[1]:.0f}")


if __name__ == "__main__":
    main()
