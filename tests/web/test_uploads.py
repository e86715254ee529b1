"""A workbook from the office's computer: refused with its cells, put right, sent again under the same name."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import FilePayload, Page, expect

from tests.api.service.sheets import SHEETS, as_workbook
from tests.web.conftest import Office
from tests.web.sound import barriers, out_of_window, picture, settled

NAME = "kantor.xlsx"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _workbook(**wrong: Any) -> FilePayload:
    """An office's workbook; ``wrong`` stands in the first village."""
    first, *others = SHEETS["villages"]
    return {
        "name": NAME,
        "mimeType": KIND,
        "buffer": as_workbook({**SHEETS, "villages": [{**first, **wrong}, *others]}),
    }


def test_a_faulty_workbook_is_told_by_its_cells_and_sent_again(empty: Office, window: Callable[..., Page]) -> None:
    page = window(empty, "/data")
    settled(page)
    file = page.locator("input[type=file]").first
    file.set_input_files({"name": NAME, "mimeType": KIND, "buffer": b"no workbook"})
    refused = page.get_by_role("alert")
    expect(refused).to_contain_text(NAME)
    assert [*barriers(page), *out_of_window(page)] == []

    # What looks like a resident's number is never kept, and not shown either.
    file.set_input_files(_workbook(name="Ibu 3201015006900012"))
    expect(refused).to_contain_text("villages!B2")
    expect(refused).not_to_contain_text("3201015006900012")
    # The same file may be picked again.
    assert file.evaluate("field => field.value") == ""

    file.set_input_files(_workbook(recorded=5_000, lat=48.1))
    found = page.get_by_role("alert").get_by_role("listitem")
    expect(found).to_have_count(2)
    expect(found.filter(has_text="5000")).to_contain_text("1000")
    assert [*barriers(page), *out_of_window(page)] == []
    picture(page, "data-unggahan")
    found.filter(has_text="5000").get_by_role("link").click()
    expect(page).to_have_url(re.compile("/1/villages"))
    expect(page.get_by_role("gridcell", name="5000", exact=True)).to_be_focused()

    page.goto("/data")
    settled(page)
    page.locator("input[type=file]").first.set_input_files(_workbook())
    expect(page.get_by_text("Tidak ada temuan")).to_be_visible()
    [data] = empty.get("/v1/datasets")["items"]
    assert data["version"] == 2
