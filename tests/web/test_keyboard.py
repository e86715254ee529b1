"""The whole of it without a mouse: plan, pin, plan the rest anew, publish."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import MONDAY, Office

Open = Callable[..., Page]
MOST_STEPS = 120


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until it has the focus, as somebody without a mouse does."""
    expect(target).to_be_visible()
    for _ in range(MOST_STEPS):
        if target.evaluate("part => part === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached with {MOST_STEPS} steps of Tab: {target}")


def press(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def test_plan_pin_replan_and_publish_without_a_mouse(knowing: Office, window: Open) -> None:
    page = window(knowing)
    # The month that is offered is the next one.
    page.clock.set_fixed_time(MONDAY)
    page.goto("/beranda")
    press(page, page.get_by_role("main").get_by_role("link", name="Susun jadwal").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Susun jadwal")
    tab_to(page, page.get_by_role("textbox", name="Nama rencana"))
    page.keyboard.type("Tanpa tetikus")
    press(page, page.get_by_role("button", name="Susun", exact=True))
    expect(page.get_by_role("heading", name="Rencana yang disimpan")).to_be_visible()
    press(page, page.get_by_role("link", name="Lihat di papan"))
    expect(page.get_by_role("grid")).to_be_visible()
    [made, *_] = knowing.get("/v1/plans")["items"]
    assert made["name"] == "Tanpa tetikus"

    # The grid is one stop of Tab; arrows go on from there.
    page.get_by_role("grid").wait_for()
    card = page.locator("[data-visit] button").first
    for _ in range(MOST_STEPS):
        if page.evaluate("document.activeElement.closest('[role=grid]') !== null"):
            break
        page.keyboard.press("Tab")
    for _ in range(MOST_STEPS):
        if page.evaluate("document.activeElement.closest('[data-visit]') !== null"):
            break
        page.keyboard.press("ArrowRight")
    expect(card).to_be_visible()
    page.keyboard.press("k")
    dialog = page.get_by_role("dialog")
    press(page, dialog.get_by_role("button", name="Kunci", exact=True))
    expect(page.get_by_role("status").filter(has_text="dikunci")).to_be_attached()
    assert knowing.get(f"/v1/plans/{made['id']}")["pins"] == 1

    press(page, page.get_by_role("button", name="Susun ulang sisanya"))
    press(page, dialog.get_by_role("button", name="Susun ulang sisanya"))
    expect(dialog.get_by_role("status").filter(has_text="Hasil susun ulang")).to_be_visible()
    press(page, dialog.get_by_role("button", name="Pakai hasil ini"))
    expect(dialog).to_have_count(0)
    whole = knowing.get(f"/v1/plans/{made['id']}")
    assert (whole["pins"], whole["revision"]) == (1, 3)

    # Decisions on the first page lead to publishing.
    press(page, page.get_by_role("navigation").get_by_role("link", name="Riwayat"))
    press(page, page.get_by_role("link", name="Terbitkan rencana ini").first)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Terbitkan Tanpa tetikus"))
    tab_to(page, page.get_by_role("textbox", name="Catatan untuk Kepala Dinas"))
    page.keyboard.type("Siap ditandatangani")
    press(page, page.get_by_role("button", name="Ajukan persetujuan"))
    press(page, page.get_by_role("button", name="Setujui dan terbitkan"))
    expect(page.get_by_text("Terbit sebagai v1.")).to_be_visible()
    [frozen] = knowing.get("/v1/publications")["items"]
    assert (frozen["plan_id"], frozen["plan_revision"]) == (made["id"], 3)
