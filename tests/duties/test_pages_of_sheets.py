"""Task tables on their pages, from the file to the list."""

import io

import pytest

from tests.duties.sheets import HEAD, send, stored, table
from wenming.duties.models import TaskList, TaskSheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units")]


def test_from_the_file_to_the_list_on_the_pages(client, clerk, django_assert_max_num_queries):
    client.force_login(clerk)
    file = io.BytesIO(
        table(
            HEAD, [1, "规范停车", "市成管局", "", "6月底前"], [2, "<b>夜查</b>", "市公安局", "", ""]
        )
    )
    file.name = "表.xlsx"
    data = {"file": file, "basis": "推进会", "title": "新表", "dated_on": "2026-03-02"}
    answer = client.post("/duties/lists/import/", data)
    sheet = TaskSheet.objects.get()
    address = f"/duties/lists/import/{sheet.pk}/"
    assert answer.url == address

    with django_assert_max_num_queries(30):
        page = client.get(address).text
    assert "第 2 行 C 列" in page
    assert "1 个单位名称认不准" in page
    assert "&lt;b&gt;夜查" in page

    bureau = "市城市管理综合执法局"
    client.post(f"{address}choose/", {"choice_0": "", "other_0": bureau})
    page = client.get(address).text
    assert "导入 2 项" in page
    assert "2026-06-30" in page
    assert client.get(f"{address}remarks/").status_code == 200

    client.post(f"{address}start/", {"seen": "2"})
    assert "正在导入" in client.get(address).text
    answer = client.post(f"{address}store/", headers={"HX-Request": "true"})
    assert "已导入 2/2 项" in answer.text
    page = client.get(f"/duties/lists/{TaskList.objects.get().pk}/").text
    assert "2 项是从“表.xlsx”导入的" in page
    assert client.post(f"{address}store/").url == address  # asked once more, nothing happens
    made = TaskList.objects.get()
    assert made.duties.count() == 2
    client.post(f"{address}undo/")
    assert not TaskList.objects.exists()
    assert "已撤销" in client.get("/duties/lists/import/").text


def test_a_broken_file_says_so_on_the_form(client, clerk):
    client.force_login(clerk)
    file = io.BytesIO(b"no workbook")
    file.name = "表.xlsx"

    answer = client.post(
        "/duties/lists/import/", {"file": file, "basis": "x", "dated_on": "2026-03-02"}
    )

    assert answer.status_code == 422
    assert "不是 xlsx" in answer.text


def test_columns_are_corrected_on_the_page(client, clerk):
    client.force_login(clerk)
    sheet = send(table(["事", "谁办"], ["清理河道", "市公安局"]), clerk)
    address = f"/duties/lists/import/{sheet.pk}/"
    assert "没有认出任务" in client.get(address).text

    data = {"grid": sheet.grid, "head": "0", "column_0": "text", "column_1": "lead"}
    client.post(f"{address}map/", data)
    assert "导入 1 项" in client.get(address).text

    answer = client.post(f"{address}map/", {**data, "column_0": "nonsense"})
    assert answer.status_code == 422


def test_a_list_of_many_tasks_is_shown_page_by_page(client, clerk):
    rows = [[n, f"任务{n:03}", "市公安局", "", ""] for n in range(1, 121)]
    sheet = stored(send(table(HEAD, *rows), clerk), clerk)
    client.force_login(clerk)

    first = client.get(f"/duties/lists/{sheet.task_list_id}/")
    mark = first.context["page"].next_mark
    second = client.get(f"/duties/lists/{sheet.task_list_id}/", {"mark": mark}).text

    assert "任务 120 项" in first.text
    assert "任务100" in first.text
    assert "任务101" not in first.text
    assert "任务101" in second
