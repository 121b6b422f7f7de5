"""Plain orders in every order of words (谁、何时、多久一次、做什么): any unit, any work, nothing lost."""

from itertools import product
from pathlib import Path

import pytest

from tests.engine.intake.drafts import all_of, items
from wenming.engine.intake.text.words import ORDER_VERBS

NAMES = [
    name
    for name in (Path(__file__).parents[2] / "data/intake/units.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if not name.startswith("#")
]
LEADS = [
    "市城管局",
    "市卫健委",
    "东湖区政府",
    "县应急办",
    "市城投集团",
    "综合执法大队",
    "食品监管股",
]
SUPPORTS = [
    "市财政局",
    "各街道",
    "市公安局交警支队",
    "市生态环境局、市水务局",
    "国网江州供电公司",
    "团市委",
]
WORK = [
    "清理楼道杂物", "开展文明劝导活动", "整治占道经营", "修缮破损道路", "建设口袋公园", "更新公益广告", "规范停车秩序",
    "组织道德讲堂", "补划停车泊位", "约谈物业企业", "改造老旧小区", "推广移风易俗", "评选文明家庭", "加装休息座椅",
]  # fmt: skip
DAYS = ["6月底前", "9月30日前", "年底前", "国庆节前", "第三季度末前", "10个工作日内", "20日前"]
RHYTHMS = {
    "每天": "daily", "天天": "daily", "每周": "weekly", "按周": "weekly", "每周五下午": "weekly",
    "每隔一周": "biweekly",
    "每旬": "every ten days", "每月": "monthly", "逐月": "monthly", "每季度": "quarterly", "每年": "yearly",
    "定期": "unspecified",
}  # fmt: skip
ROUTINES = ["开展巡查", "报送进展", "通报排名", "组织夜查", "清扫楼道", "会商研判", "抽查窗口服务"]
# What reports, or helps, or says what became of something, orders nothing by itself.
TELLING = {"参与", "支持", "报告", "汇报", "确定", "命名", "认领"}


@pytest.mark.parametrize(
    "order",
    ["{}要在6月底前完成整治。", "由{}牵头，6月底前完成整治。", "整治背街小巷。（责任单位：{}）"],
)
def test_every_name_of_a_unit_can_lead(order):
    for start in range(0, len(NAMES), 40):
        names = NAMES[start : start + 40]
        found = all_of(items(*(order.format(name) for name in names)))

        assert [row.lead for row in found] == [(name,) for name in names]


def test_every_verb_of_work_orders():
    for verb in sorted(set(ORDER_VERBS.split()) - TELLING):
        found = all_of(items(f"市城管局{verb}便民设施和标识牌。"))

        assert [row.lead for row in found] == [("市城管局",)], verb


@pytest.mark.parametrize(
    "form",
    [
        "{day}{lead}{work}。", "{lead}{day}{work}。", "{lead}要{day}完成{work}工作。",
        "{work}，{day}完成，{lead}负责。",
        "{lead}于{day}组织{work}。", "请{lead}{day}{work}。",
        "{work}工作由{lead}牵头，市住建局配合，{day}见效。",
        "对{work}工作，{lead}要{day}拿出方案。",
        "{day}，{lead}要{work}。",
    ],
)  # fmt: skip
def test_who_and_until_when_in_any_order(form):
    for (n, lead), day in product(enumerate(LEADS), DAYS):
        sentence = form.format(lead=lead, day=day, work=WORK[(n + len(day)) % len(WORK)])
        found = all_of(items(sentence))

        assert [row.lead for row in found] == [(lead,)], sentence
        assert found[0].deadline, sentence


@pytest.mark.parametrize(
    "form",
    [
        "{lead}{often}{work}。", "{lead}要{often}{work}。", "由{lead}{often}{work}。", "{lead}负责{often}{work}。",
        "{often}{work}，由{lead}负责。", "{often}{work}（责任单位：{lead}）。", "{lead}牵头，{often}{work}。",
    ],
)  # fmt: skip
def test_who_and_how_often_in_any_order(form):
    for (n, lead), often in product(enumerate(LEADS), RHYTHMS):
        work = ROUTINES[(n + len(often)) % len(ROUTINES)]
        sentence = form.format(lead=lead, often=often, work=work)
        found = all_of(items(sentence))

        assert [(row.lead, row.cadence) for row in found] == [((lead,), RHYTHMS[often])], sentence


@pytest.mark.parametrize(
    "form",
    [
        "{lead}牵头，{support}配合，{work}。",
        "由{lead}牵头，会同{support}{work}。",
        "{lead}会同{support}{work}。",
        "{work}（牵头单位：{lead}；配合单位：{support}）。",
        "{work}，{lead}负责，{support}协助。",
        "{lead}牵头、{support}配合{work}。",
        "{work}由{lead}牵头负责，{support}参与。",
        "{lead}要联合{support}{work}。",
        "{work}，由{lead}负责，{support}做好保障。",
        "{lead}为牵头单位，{support}为配合单位，{work}。",
        "{work}由{lead}主办，{support}协办。",
        "{lead}负责{work}，{support}要全力支持。",
        "{work}，{lead}要牵好头，{support}要搞好配合。",
        "请{lead}商{support}{work}。",
        "{work}【责任单位：{lead}，配合单位：{support}】。",
    ],
)
def test_who_leads_and_who_helps_in_any_order(form):
    for (n, lead), support in product(enumerate(LEADS), SUPPORTS):
        sentence = form.format(lead=lead, support=support, work=WORK[(3 * n) % len(WORK)])
        found = all_of(items(sentence))
        helping = tuple(support.split("、"))

        assert [(row.lead, row.support) for row in found] == [((lead,), helping)], sentence
