"""The board: a visit is lifted, judged everywhere, dropped, kept, undone; by mouse and by keyboard alone."""

import json
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from tests.web.conftest import PHONE, Office
from tests.web.sound import barriers, out_of_window, picture, settled

Open = Callable[..., Page]


def _plan(office: Office) -> str:
    id: str = office.get("/v1/plans")["items"][0]["id"]
    return id


def _visits(office: Office) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.get(f"/v1/plans/{_plan(office)}/visits", limit=500)["items"]
    return found


def _place(office: Office, site: str) -> tuple[str, str] | None:
    return next(((item["team"], item["day"]) for item in _visits(office) if item["site"] == site), None)


def _alone(office: Office, since: str = "2027-01-11", until: str = "2027-01-24") -> dict[str, Any]:
    """A visit that is the only one of its team on its day, in the second fortnight."""
    seen = [item for item in _visits(office) if since <= item["day"] <= until]
    slots = [(item["team"], item["day"]) for item in seen]
    return next(item for item in seen if slots.count((item["team"], item["day"])) == 1)


def _cell(page: Page, team: str, day: str) -> Locator:
    return page.locator(f'[data-cell="{team} {day}"]')


def _saved(page: Page) -> None:
    """What was kept is saved, and the next key is taken."""
    expect(page.get_by_role("button", name="Urungkan")).to_be_enabled()


def _board(window: Open, office: Office, path: str = "/jadwal/papan?mulai=2027-01-11") -> Page:
    page = window(office, path)
    expect(page.get_by_role("grid")).to_be_visible()
    settled(page)
    return page


def test_a_drop_says_what_it_breaks_before_it_is_kept_and_is_undone(office: Office, window: Open) -> None:
    page = _board(window, office)
    visit = _alone(office)
    card = page.locator(f'[data-visit="{visit["id"]}"] button').first
    target = _cell(page, visit["team"], "2027-01-17")
    box, to = card.bounding_box(), target.bounding_box()
    assert box is not None
    assert to is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 30, box["y"] + 24, steps=3)
    expect(page.locator("[data-verdict]")).to_have_count(len(page.get_by_role("rowheader").all()[2:]) * 14)
    page.mouse.move(to["x"] + to["width"] / 2, to["y"] + 20, steps=4)
    bar = page.locator("[data-bar]")
    expect(bar).to_contain_text("17 Januari 2027")
    expect(bar).to_contain_text(re.compile(r"\d+ aturan dilanggar"))
    assert barriers(page) == []
    picture(page, "jadwal-angkat")
    page.mouse.up()
    assert _place(office, visit["site"]) == (visit["team"], visit["day"])
    bar.get_by_role("button", name="Simpan dengan pelanggaran").click()
    expect(page.locator(f'[data-cell="{visit["team"]} 2027-01-17"] [data-visit]')).to_have_count(1)
    assert _place(office, visit["site"]) == (visit["team"], "2027-01-17")
    expect(page.get_by_text(re.compile(r"Draf ini memuat \d+ pelanggaran"))).to_be_visible()
    page.get_by_role("button", name="Urungkan").click()
    expect(page.locator(f'[data-visit="{visit["id"]}"]')).to_have_count(1)
    expect(page.get_by_text(re.compile(r"Draf ini memuat \d+ pelanggaran"))).to_have_count(0)
    assert _place(office, visit["site"]) == (visit["team"], visit["day"])


def test_lift_aim_drop_lock_undo_and_redo_without_a_mouse(office: Office, window: Open) -> None:
    page = _board(window, office)
    visit = _alone(office)
    card = page.locator(f'[data-visit="{visit["id"]}"] button').first
    card.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status").filter(has_text="sel:")).to_be_attached()
    page.keyboard.press("End")
    expect(page.get_by_role("status").filter(has_text="24 Jan")).to_be_attached()
    page.keyboard.press("Escape")
    expect(card).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.locator("[data-save]")).to_be_focused()
    page.keyboard.press("Enter")
    moved = page.locator(f'[data-visit="{visit["site"]}@2027-01-24"] button').first
    expect(moved).to_be_focused()
    _saved(page)
    page.keyboard.press("k")
    page.get_by_role("dialog").get_by_role("button", name="Kunci", exact=True).press("Enter")
    expect(page.get_by_role("status").filter(has_text="dikunci")).to_be_attached()
    assert office.get(f"/v1/plans/{_plan(office)}")["pins"] == 1
    page.keyboard.press("Control+z")
    expect(page.get_by_role("status").filter(has_text="Diurungkan")).to_be_attached()
    assert office.get(f"/v1/plans/{_plan(office)}")["pins"] == 0
    page.keyboard.press("Control+y")
    expect(page.get_by_role("status").filter(has_text="Diulangi")).to_be_attached()
    assert office.get(f"/v1/plans/{_plan(office)}")["pins"] == 1
    # Two steps at once: the second waits until the first is saved.
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.locator(f'[data-visit="{visit["id"]}"]')).to_have_count(1)
    assert _place(office, visit["site"]) == (visit["team"], visit["day"])


def test_a_move_that_is_given_up_leaves_the_focus_on_its_card(office: Office, window: Open) -> None:
    page = _board(window, office)
    visit = _alone(office)
    card = page.locator(f'[data-visit="{visit["id"]}"] button').first
    bar = page.locator("[data-bar]")
    give_up: list[Callable[[], None]] = [
        lambda: page.keyboard.press("Escape"),
        bar.get_by_role("button", name="Batalkan").click,
    ]
    for leave in give_up:
        card.focus()
        for key in ("Space", "End", "Enter"):
            page.keyboard.press(key)
        expect(bar).to_contain_text("24 Jan")
        expect(page.locator("[data-save]")).to_be_focused()
        leave()
        expect(bar).to_have_count(0)
        expect(card).to_be_focused()
    # What was not there before has no card: the focus is on the cell that it was for.
    empty = _cell(page, visit["team"], "2027-01-24")
    empty.focus()
    page.keyboard.press("t")
    dialog = page.get_by_role("dialog")
    left = office.get(f"/v1/plans/{_plan(office)}/left-out", limit=500)["items"][0]
    dialog.get_by_role("textbox", name="Desa atau sekolah").fill(left["site"])
    dialog.get_by_role("row").filter(has_text=left["site"]).click()
    expect(bar).to_contain_text("Tambah")
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)
    expect(empty).to_be_focused()
    assert _place(office, visit["site"]) == (visit["team"], visit["day"])


def test_leave_out_and_take_in_again_by_keyboard(office: Office, window: Open) -> None:
    page = _board(window, office)
    visit = _alone(office)
    page.locator(f'[data-visit="{visit["id"]}"] button').first.focus()
    page.keyboard.press("Delete")
    bar = page.locator("[data-bar]")
    expect(bar).to_contain_text("orang direkam")
    expect(page.locator("[data-save]")).to_be_focused()
    page.reload()
    expect(bar).to_contain_text("Keluarkan")
    bar.get_by_role("button", name="Simpan").click()
    expect(page.locator(f'[data-visit="{visit["id"]}"]')).to_have_count(0)
    assert _place(office, visit["site"]) is None
    _saved(page)
    _cell(page, visit["team"], visit["day"]).focus()
    page.keyboard.press("t")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Desa atau sekolah").fill(visit["site"])
    dialog.get_by_role("row").filter(has_text=visit["site"]).click()
    expect(bar).to_contain_text("Tambah")
    page.locator("[data-save]").click()
    expect(page.locator(f'[data-visit="{visit["id"]}"]')).to_have_count(1)


class _Slow:
    """The service takes its time to save; what was sent is counted."""

    def __init__(self, page: Page) -> None:
        self.held: list[Route] = []
        self._page = page
        page.route(re.compile(r"/v1/plans/[^/]+/changes$"), lambda route: self.held.append(route))

    def sent(self) -> Route:
        """The one change that is being saved, once it is on its way."""
        for _ in range(600):
            if self.held:
                break
            self._page.wait_for_timeout(50)
        [route] = self.held
        return route

    def save(self) -> None:
        self.sent().continue_()
        self.held.clear()


def _drop_lawfully(page: Page, office: Office, visit: dict[str, Any]) -> dict[str, Any]:
    """Lift a visit and drop it, without a mouse, on a cell where it is kept at once; that cell."""
    cells = office.get(f"/v1/plans/{_plan(office)}/visits/{visit['id']}/cells")["cells"]
    row = [cell for cell in cells if cell["team"] == visit["team"] and "2027-01-11" <= cell["day"] <= "2027-01-24"]
    to: dict[str, Any] = next(cell for cell in row if cell["verdict"] == "legal")
    page.locator(f'[data-visit="{visit["id"]}"] button').first.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-verdict]").first).to_be_visible()
    steps = sorted(cell["day"] for cell in row)
    by = steps.index(to["day"]) - steps.index(visit["day"])
    for _ in range(abs(by)):
        page.keyboard.press("ArrowRight" if by > 0 else "ArrowLeft")
    page.keyboard.press("Enter")
    return to


def test_keys_pressed_while_a_change_is_saved_are_carried_out_after_it(office: Office, window: Open) -> None:
    page = _board(window, office)
    slow, visit = _Slow(page), _alone(office)
    to = _drop_lawfully(page, office, visit)
    moved = page.locator(f'[data-visit="{visit["site"]}@{to["day"]}"] button').first
    dialog = page.get_by_role("dialog")
    # Locking means the card that was moved, not the place that it came from.
    page.keyboard.press("k")
    expect(page.get_by_role("status").filter(has_text="dijalankan sesudahnya")).to_be_attached()
    expect(dialog).to_have_count(0)
    slow.save()
    expect(dialog.get_by_role("heading", name=re.compile(f"^Kunci {re.escape(visit['name'])}"))).to_be_visible()
    dialog.get_by_role("button", name="Kunci", exact=True).press("Enter")
    expect(dialog).to_have_count(0)
    expect(moved).to_be_focused()
    # Lift, aim and drop, all of it while the lock is being saved.
    for key in ("Space", "End", "Enter"):
        page.keyboard.press(key)
    slow.save()
    bar = page.locator("[data-bar]")
    expect(bar).to_contain_text(re.compile(f"Pindahkan {re.escape(visit['name'])}.* ke .*24 Jan"))
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)
    expect(moved).to_be_focused()
    assert office.get(f"/v1/plans/{_plan(office)}")["pins"] == 1


def test_a_key_that_waited_means_the_card_that_was_moved_where_the_computer_is_slow_to_draw_it(
    office: Office, window: Open
) -> None:
    page = _board(window, office)
    slow, visit = _Slow(page), _alone(office)
    to = _drop_lawfully(page, office, visit)
    page.keyboard.press("k")
    slow.sent()
    # What was read reaches the page by a timer, the end of saving does not.
    slower = "(run, ms) => now(run, Math.max(ms ?? 0, 700))"
    page.evaluate(f"() => {{ const now = setTimeout; window.setTimeout = {slower}; }}")
    slow.save()
    page.get_by_role("dialog").get_by_role("button", name="Kunci", exact=True).press("Enter")
    sent = json.loads(slow.sent().request.post_data or "")
    assert sent["changes"][0]["day"] == to["day"]
    expect(page.locator(f'[data-visit="{visit["site"]}@{to["day"]}"] button').first).to_be_focused()


def test_keys_that_wait_are_given_up_by_escape_and_where_saving_fails(office: Office, window: Open) -> None:
    page = _board(window, office)
    slow, visit = _Slow(page), _alone(office)
    _drop_lawfully(page, office, visit)
    page.keyboard.press("Delete")
    page.keyboard.press("Escape")
    slow.save()
    _saved(page)
    expect(page.locator("[data-bar]")).to_have_count(0)
    page.keyboard.press("Control+z")
    back = page.locator(f'[data-visit="{visit["id"]}"] button').first
    expect(back).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Diurungkan")).to_be_attached()
    _drop_lawfully(page, office, visit)
    page.keyboard.press("m")
    slow.sent().abort("connectionrefused")
    slow.held.clear()
    expect(page.get_by_text("Belum tersimpan")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_focus_is_back_on_the_board_when_the_question_is_answered(office: Office, window: Open) -> None:
    page = _board(window, office)
    slow, visit = _Slow(page), _alone(office)
    page.locator(f'[data-visit="{visit["id"]}"] button').first.focus()
    page.keyboard.press("Delete")
    expect(page.locator("[data-bar]")).to_contain_text("orang direkam")
    page.keyboard.press("Enter")
    expect(page.locator("[data-save]")).to_be_disabled()
    # Nothing holds the focus now; the key is meant for the board all the same.
    page.keyboard.press("t")
    slow.save()
    expect(page.get_by_role("dialog").get_by_role("textbox", name="Desa atau sekolah")).to_be_visible()
    page.keyboard.press("Escape")
    expect(_cell(page, visit["team"], visit["day"])).to_be_focused()


def test_move_to_lists_the_same_as_the_board_paints(office: Office, window: Open) -> None:
    page = _board(window, office)
    visit = _alone(office)
    page.locator(f'[data-visit="{visit["id"]}"]').get_by_role("button", name="Pilihan untuk").click()
    page.get_by_role("menuitem", name="Pindahkan ke…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("table")).to_be_visible()
    cells = office.get(f"/v1/plans/{_plan(office)}/visits/{visit['id']}/cells")
    dialog.get_by_role("switch", name="Tampilkan juga yang melanggar").check(force=True)
    expect(dialog.get_by_role("button", name=re.compile("^Pilih: "))).to_have_count(len(cells["cells"]) - 1)
    assert barriers(page) == []


def test_board_month_list_and_drawer_are_sound_and_fit(office: Office, window: Open) -> None:
    visit = _alone(office)
    page = _board(window, office, f"/jadwal/papan?mulai=2027-01-11&kunjungan={visit['id']}")
    expect(page.get_by_role("complementary", name=visit["name"])).to_be_visible()
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "jadwal-papan")
    for name, view in (("Bulan", "bulan"), ("Daftar", "daftar")):
        page.get_by_text(name, exact=True).click()
        expect(page).to_have_url(re.compile(f"/jadwal/{view}"))
        if view == "bulan":
            page.get_by_role("button", name="Tutup").click()
        settled(page)
        assert barriers(page) == []
        assert out_of_window(page) == []
        picture(page, f"jadwal-{view}")
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(len(_visits(office)) + 1)
    phone = window(office, "/jadwal", PHONE)
    expect(phone.get_by_text(visit["name"]).first).to_be_visible()
    settled(phone)
    assert barriers(phone) == []
    assert out_of_window(phone) == []
    picture(phone, "jadwal-hp")


def test_without_a_plan_the_page_tells_the_next_step(empty: Office, window: Open) -> None:
    page = window(empty, "/jadwal")
    expect(page.get_by_role("heading", name="Belum ada rencana")).to_be_visible()
    expect(page.get_by_role("link", name="Susun jadwal").first).to_be_visible()
    assert barriers(page) == []


def test_a_lost_server_loses_no_change(office: Office, window: Open) -> None:
    page = _board(window, office)
    visit = _alone(office)
    page.locator(f'[data-visit="{visit["id"]}"] button').first.focus()
    page.keyboard.press("Delete")
    expect(page.locator("[data-save]")).to_be_focused()
    expect(page.locator("[data-bar]")).to_contain_text("orang direkam")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Belum tersimpan")).to_be_visible()
    assert _place(office, visit["site"]) is not None
    page.context.set_offline(False)
    page.locator("[data-save]").click()
    expect(page.locator(f'[data-visit="{visit["id"]}"]')).to_have_count(0)
    assert _place(office, visit["site"]) is None
