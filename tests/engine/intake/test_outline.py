"""Top-level headings in every numbering style."""

import pytest

from wenming.engine.intake import read


def headings(text):
    return [(row.number, row.text) for row in read(text).outline]


def test_headings_on_lines_of_their_own():
    text = "一、总体目标\n到年底全面达标。\n二、工作步骤\n（一）动员\n开会。\n（二）实施\n干活。\n三、有关要求\n"

    assert headings(text) == [("一", "总体目标"), ("二", "工作步骤"), ("三", "有关要求")]


def test_headings_that_run_into_the_text():
    text = "现提出三点意见。一、统一思想。大家要重视。二、狠抓落实。各区要行动。三、严肃纪律。不得敷衍。"

    assert headings(text) == [("一", "统一思想"), ("二", "狠抓落实"), ("三", "严肃纪律")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("一 明确目标\n二 压实责任\n", [("一", "明确目标"), ("二", "压实责任")]),
        ("第一章 总则\n第二章 罚则\n", [("第一章", "总则"), ("第二章", "罚则")]),
        ("(一)目标\n(二)措施\n", [("(一)", "目标"), ("(二)", "措施")]),
    ],
)
def test_other_styles_can_be_the_highest(lines, expected):
    assert headings(lines) == expected


def test_numbers_of_agenda_items_are_no_headings():
    assert headings("会议议定：\n1.同意方案。\n2.由区城管局负责。\n") == []


def test_a_compilation_gives_part_after_part():
    text = "讲话 篇1\n一、成绩\n二、任务\n讲话 篇2\n一、问题\n"

    assert headings(text) == [("一", "成绩"), ("二", "任务"), ("一", "问题")]


def test_lists_inside_a_paragraph_and_restarted_numbers_are_no_headings():
    text = (
        "一、任务\n要做到：一是清扫，二是清洗。这些都要抓紧。\n1.排查\n2.整改\n二、要求\n1.报送\n2.总结\n"
        "首先，要重视。其次，要行动。最后，要总结。\n①清扫\n②清洗\n——保洁\n第三条 本办法自印发之日起施行\n"
    )

    assert headings(text) == [("一", "任务"), ("二", "要求")]


def test_a_number_that_breaks_the_count_inside_a_sentence_is_no_marker():
    assert headings("一、任务。抓好五、六月份工作。三、四季度再说。二、要求。加强领导。") == [
        ("一", "任务"), ("二", "要求"),
    ]  # fmt: skip


def test_points_on_lines_of_their_own_head_a_speech():
    text = "第一，责任要清楚。\n市创城办要每周调度。\n第二，督查要到位。\n市委督查室要每月通报。\n"

    assert headings(text) == [("第一", "责任要清楚"), ("第二", "督查要到位")]


def test_stages_stand_below_headings():
    text = "一、步骤\n第一阶段：排查。各区要在3月底前完成。\n第二阶段：整改。\n二、要求\n各区要重视。\n"

    assert headings(text) == [("一", "步骤"), ("二", "要求")]


@pytest.mark.parametrize(
    "text",
    [
        "一、市教育局负责修缮校舍外墙，划定接送区，6月底前完成。\n二、市公安局负责增设护学岗，调整信号灯，5月底前完成。\n",
        "一、会议认为，形势依然严峻。\n二、会议确定以下事项：\n（一）市住建局负责修路，6月底前完成。\n",
    ],
)
def test_numbered_paragraphs_that_are_orders_or_minutes_are_no_headings(text):
    assert headings(text) == []


def test_what_a_meeting_does_heads_minutes_where_it_stands_on_a_line_of_its_own():
    text = "一、会议指出\n形势依然严峻。\n二、会议确定\n（一）市住建局负责修路，6月底前完成。\n"

    assert headings(text) == [("一", "会议指出"), ("二", "会议确定")]


def test_a_title_in_the_middle_begins_another_text():
    text = "一、任务\n各区要排查。\n关于做好防汛工作的通知\n一、准备\n各区要备好物资。\n二、值守\n各区要值班。\n"

    assert headings(text) == [("一", "任务"), ("一", "准备"), ("二", "值守")]


def test_arabic_numbers_head_where_nothing_ranks_above_them():
    text = "分解\n1、整治类\n(1)拆除违建。\n(2)清理垃圾。\n2、实践类\n(1)开展宣讲。\n"

    assert [(row.number, row.text) for row in read(text).outline] == [
        ("1", "整治类"),
        ("2", "实践类"),
    ]


def test_arabic_numbers_before_plain_orders_head_nothing():
    assert read("要求\n1.清理垃圾。\n2.拆除违建。\n").outline == ()


def test_a_yard_with_a_number_is_no_level_of_its_own():
    text = "安排\n一、任务\n1.粉刷楼道，6月底前完工；\n2.36号院车棚漏雨，抓紧修好，6月底前完工。\n"

    assert [row.text[:4] for row in read(text).directives] == ["1.粉刷", "2.36"]


def test_part_titles_may_name_the_text_they_begin():
    text = (
        "首页 > 讲话和方案（精选2篇）\n篇一：在全县会上的讲话\n一、认识\n不能松劲。\n二、工作\n要办好。\n"
        "篇二：柏林镇工作方案\n一、目标\n6月底前达标。\n二、任务\n要完成。\n"
    )

    assert headings(text) == [("一", "认识"), ("二", "工作"), ("一", "目标"), ("二", "任务")]


def test_short_points_that_run_on_head_a_speech_where_nothing_ranks_above_them():
    text = (
        "讲话\n同志们：\n第一、钱要用好。县财政局6月底前交清单。\n第二、老大难要认领。县交通局月底前整治到位。\n"
        "第三、作风要实。各镇每周跑两趟现场。\n"
    )

    assert headings(text) == [
        ("第一", "钱要用好"), ("第二", "老大难要认领"), ("第三", "作风要实"),
    ]  # fmt: skip
