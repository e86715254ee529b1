"""What opens over a page or beside it, in English: whole in its window, and without a word of Indonesian."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import LAPTOP, MONDAY, PHONE, Office, opened, ticking
from tests.web.sound import barriers, indonesian, out_of_window, resized, settled

Open = Callable[..., Page]
NEW_YEAR = datetime(2027, 1, 1, 1, 30, tzinfo=UTC)
ENGLISH = "localStorage.setItem('jemput.language', 'en')"


class Looked:
    """A window in English, and all that was found amiss in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: dict[str, list[str]] = {}
        page.add_init_script(ENGLISH)

    def goto(self, path: str, size: dict[str, int] = LAPTOP) -> None:
        self.page.set_viewport_size(size)  # type: ignore[arg-type]
        self.page.goto(path)
        expect(self.page.locator("html")).to_have_attribute("lang", "en")
        settled(self.page)

    def look(self, name: str, *sizes: dict[str, int], by_axe: bool = True) -> None:
        """At what is there now, in the window that there is or in each of these."""
        settled(self.page)
        if found := indonesian(self.page):
            self.found[f"{name}: not English"] = found
        if by_axe and (found := barriers(self.page)):
            self.found[f"{name}: keeps somebody out"] = found
        for size in sizes or (None,):
            if size is not None:
                resized(self.page, size)
            if found := out_of_window(self.page):
                self.found[f"{name}: out of the window" + (f" of {size['width']}" if size else "")] = found

    def told(self) -> str:
        return json.dumps(self.found, indent=1, ensure_ascii=False)

    def closed(self, part: Locator) -> None:
        self.page.keyboard.press("Escape")
        expect(part).to_have_count(0)


def _plan(office: Office) -> str:
    id: str = office.get("/v1/plans")["items"][0]["id"]
    return id


def test_all_that_opens_on_the_board(knowing: Office, window: Open) -> None:
    seen = [
        item
        for item in knowing.get(f"/v1/plans/{_plan(knowing)}/visits", limit=500)["items"]
        if "2027-01-11" <= item["day"] <= "2027-01-24"
    ]
    visit = max(seen, key=lambda item: len(item["people"]))
    page = window(knowing, "about:blank")
    it = Looked(page)
    it.goto(f"/jadwal/papan?mulai=2027-01-11&kunjungan={visit['id']}")
    drawer = page.get_by_role("complementary", name=visit["name"])
    expect(drawer).to_be_visible()
    it.look("drawer of a visit")
    drawer.get_by_role("group", name="Not available?").get_by_role("button").first.click()
    it.look("menu of who is away")
    it.closed(page.get_by_role("menu"))
    drawer.get_by_text("Change the invitation").click()
    it.look("invitation")
    it.goto("/jadwal/papan?mulai=2027-01-11")
    dialog, menu = page.get_by_role("dialog"), page.get_by_role("menu")
    card = page.locator(f'[data-visit="{visit["id"]}"] button').first
    more = page.locator(f'[data-visit="{visit["id"]}"]').get_by_role("button", name="Choices for")
    more.click()
    it.look("menu of a card")
    menu.get_by_role("menuitem", name="Move to…").click()
    dialog.get_by_role("switch", name="Show those that break rules too").check(force=True)
    expect(dialog.get_by_role("button", name=re.compile("^Choose: ")).first).to_be_visible()
    it.look("other places for a visit", LAPTOP, PHONE)
    resized(page, LAPTOP)
    it.closed(dialog)
    for key, name in (("k", "locks"), ("?", "keys of the board")):
        card.focus()
        page.keyboard.press(key)
        expect(dialog).to_be_visible()
        it.look(name)
        it.closed(dialog)
    page.locator('[data-cell$=" 2027-01-24"]').first.focus()
    page.keyboard.press("t")
    expect(dialog.get_by_role("row").nth(1)).to_be_visible()
    it.look("what can be added")
    it.closed(dialog)
    card.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-verdict]").first).to_be_visible()
    page.keyboard.press("End")
    expect(page.locator("[data-bar]")).to_contain_text("broken")
    it.look("a card in the air")
    page.keyboard.press("Enter")
    expect(page.locator("[data-save]")).to_be_focused()
    it.look("a move that breaks rules")
    page.locator("[data-save]").click()
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    it.look("a draft that breaks rules")
    page.get_by_role("button", name="Undo").click()
    expect(card).to_be_visible()
    assert not it.found, it.told()


def test_whatever_can_be_named_before_a_replan_and_its_result(knowing: Office, window: Open) -> None:
    page = window(knowing, "about:blank")
    it = Looked(page)
    it.goto("/jadwal/papan?mulai=2027-01-11")
    page.get_by_role("button", name="Re-plan the rest").click()
    dialog = page.get_by_role("dialog")
    kind = dialog.locator("input:visible").and_(dialog.get_by_label("What happened"))
    kind.click()
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    assert indonesian(page) == []
    names = options.all_inner_texts()
    assert len(names) > 15
    page.keyboard.press("Escape")
    for name in names:
        kind.click()
        page.get_by_role("option", name=name, exact=True).click()
        expect(kind).to_have_value(name)
        it.look(name, by_axe=False)
    kind.click()
    page.get_by_role("option", name="One more day off").click()
    dialog.get_by_label("Day", exact=True).fill("2027-01-13")
    dialog.get_by_role("button", name="Add", exact=True).click()
    it.look("a change that was named")
    dialog.get_by_role("button", name="Re-plan the rest").click()
    expect(dialog.get_by_role("status").filter(has_text="Result of re-planning")).to_be_visible()
    it.look("result of a replan", LAPTOP, PHONE)
    assert not it.found, it.told()


def test_all_that_opens_around_and_on_the_other_pages(knowing: Office, window: Open) -> None:
    plan = _plan(knowing)
    page = window(knowing, "about:blank")
    it = Looked(page)
    dialog, menu = page.get_by_role("dialog"), page.get_by_role("menu")
    for size in (LAPTOP, PHONE):
        it.goto("/beranda", size)
        for name in ("Choose month and plan", "Account", "Download"):
            button = page.get_by_role("button", name=name).first
            if button.is_visible():
                button.click()
                expect(menu).to_be_visible()
                it.look(f"menu {name}")
                it.closed(menu)
        page.keyboard.press("/")
        field = page.get_by_role("combobox", name="Search")
        for text in ("curup", "nothing of that name"):
            field.fill(text)
            expect(
                dialog.get_by_role("status").or_(dialog.get_by_text(re.compile("result|matches"))).first
            ).to_be_visible()
            it.look(f"search for {text}")
        it.closed(dialog)
    places = knowing.get(f"/v1/plans/{plan}/map/villages")["features"]
    for state in ("left_out", "joined", "home"):
        code = next(item["properties"]["code"] for item in places if item["properties"]["state"] == state)
        for path in (f"/peta?pilih={code}", f"/peta?pilih={code}&bagian=peta"):
            for size in (LAPTOP, PHONE):
                it.goto(path, size)
                expect(page.get_by_role("heading", level=2).first).to_be_visible()
                it.look(f"{path} at {size['width']}")
    it.goto("/belum-terlayani")
    page.get_by_role("row").nth(1).click()
    it.look("one that is left out", LAPTOP, PHONE)
    it.goto("/stok-biaya/kartu")
    page.get_by_role("button", name="Add a delivery").click()
    page.get_by_label("Comes on").fill("2027-01-12")
    page.get_by_label("Number", exact=True).fill("1500")
    expect(page.get_by_role("button", name="Save in the data")).to_be_enabled()
    it.look("a delivery that is added", LAPTOP, PHONE)
    it.goto("/susun")
    page.get_by_role("button", name="Open the calendar").first.click()
    it.look("calendar")
    page.keyboard.press("Escape")
    it.goto("/skenario/baru")
    change = page.get_by_role("region", name="Scenario 1").get_by_label("What changes")
    change.click()
    names = page.get_by_role("option").all_inner_texts()
    assert len(names) > 15
    page.keyboard.press("Escape")
    for name in names:
        change.click()
        page.get_by_role("option", name=name, exact=True).click()
        it.look(f"scenario: {name}", by_axe=False)
    it.look("a scenario on a phone", PHONE)
    for part in ("kantor", "pengguna", "kunci-api", "cadangan"):
        it.goto(f"/pengaturan?bagian={part}")
        it.look(f"settings: {part}", LAPTOP, PHONE)
    it.goto("/bantuan")
    it.look("help", LAPTOP, PHONE)
    assert not it.found, it.told()


@pytest.fixture
def soon(demo_store: Path, tmp_path: Path) -> Iterator[Office]:
    """The demo month shortly before it begins: its first visits are due to be announced."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(demo_store, path)
    now = ticking()
    with opened(path, clock=lambda: now() + (NEW_YEAR - MONDAY)) as office:
        yield office


def test_a_published_month_its_steps_and_its_public_link(soon: Office, window: Open) -> None:
    office, plan = soon, _plan(soon)
    page = window(office, "about:blank")
    it = Looked(page)
    it.goto(f"/terbitkan/{plan}")
    page.get_by_role("button", name="Send for approval").click()
    approve = page.get_by_role("button", name="Approve and publish")
    expect(approve).to_be_visible()
    it.look("awaiting approval", LAPTOP, PHONE)
    resized(page, LAPTOP)
    approve.click()
    expect(page.get_by_text("Published as v1.")).to_be_visible()
    it.look("published", LAPTOP, PHONE)
    it.goto("/riwayat")
    expect(page.get_by_role("main").get_by_text("Published v1")).to_be_visible()
    it.look("history of what was published", LAPTOP, PHONE)
    for part in ("rencana", "audit"):
        it.goto(f"/riwayat?bagian={part}")
        it.look(f"history: {part}", LAPTOP, PHONE)
    it.goto(f"/riwayat/banding?dari={plan}~1&ke={plan}~1")
    it.look("two alike", LAPTOP, PHONE)
    it.goto("/riwayat?bagian=tautan")
    page.get_by_role("button", name="Make a link for").click()
    address = page.get_by_role("textbox", name="Link for").input_value()
    it.look("a public link", LAPTOP, PHONE)
    resized(page, LAPTOP)
    page.get_by_role("button", name="Withdraw").click()
    it.look("a link about to be withdrawn", LAPTOP, PHONE)
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    visit = office.get(f"/v1/plans/{plan}/visits", limit=500)["items"][0]
    for size in (LAPTOP, PHONE):
        it.goto(f"/jadwal/daftar?kunjungan={visit['id']}", size)
        drawer = page.get_by_role("complementary", name=visit["name"])
        if size is LAPTOP:
            drawer.get_by_text("Change to another step").click()
            drawer.locator("input:visible").and_(drawer.get_by_label("Step", exact=True)).click()
            page.get_by_role("option").last.click()
            drawer.get_by_label("Reason").fill("by telephone")
        # What was typed is still there in the other window.
        expect(drawer.get_by_label("Reason")).to_have_value("by telephone")
        it.look(f"steps of a visit at {size['width']}")
    for size in (LAPTOP, PHONE):
        it.goto("/beranda", size)
        it.look(f"overview of a published month at {size['width']}")
        page.get_by_role("button", name="Mark as announced").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("checkbox").nth(1)).to_be_visible()
        it.look(f"visits to be announced at {size['width']}")
        it.closed(dialog)
    asked = {"language": "en"}
    # A browser asks in its own language, whatever else it is told to say.
    page.route(
        address, lambda route: route.continue_(headers={**route.request.headers, "accept-language": asked["language"]})
    )
    for language, word in (("en", "Free of charge"), ("id", "Gratis")):
        asked["language"] = language
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.get_by_text(re.compile(word))).to_be_visible()
        for size in (LAPTOP, PHONE):
            resized(page, size)
            assert out_of_window(page) == []
        if language == "en":
            assert indonesian(page) == []
    assert not it.found, it.told()
