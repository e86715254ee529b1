"""Every page in every state: being read, failed, refused, out of reach, and before there is anything."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.conftest import Office
from tests.web.sound import ROOT, barriers, out_of_window

Open = Callable[..., Page]
SENTENCE = {"id": "Penyimpanan sedang tidak dapat dibaca.", "en": "The store cannot be read just now."}
IMPATIENT = """(() => {
  const wait = window.setTimeout;
  window.setTimeout = (run, time = 0, ...rest) => wait(run, time > 200 ? time / 60 : time, ...rest);
})()"""
"""The page waits a sixtieth of its time: what it says after ten seconds, and when it asks again."""
READING = "aria-busy=true"

# Each page, and what it is about: that is what fails.
PAGES = {
    "/beranda": "/coverage",
    "/peta": "/map/villages",
    "/jadwal/papan": "/visits",
    "/jadwal/bulan": "/calendar",
    "/jadwal/daftar": "/visits",
    "/belum-terlayani": "/left-out",
    "/stok-biaya/kartu": "/ledgers/stock",
    "/stok-biaya/biaya": "/ledgers/money",
    "/susun": "/v1/datasets",
    "/skenario": "/v1/studies",
    "/skenario/baru": "/v1/datasets",
    "/riwayat?bagian=rencana": "/revisions",
    "/riwayat?bagian=tautan": "/public-links",
    "/riwayat?bagian=audit": "/v1/audit",
    "/riwayat/banding?dari={plan}&ke={plan}": "/comparison",
    "/terbitkan/{plan}": "/v1/plans/{plan}",
    "/cetak/bulan/{plan}": "/visits",
    "/cetak/peta/{plan}": "/map/villages",
    "/data": "/v1/datasets",
    "/data/{data}/1/villages": "/sheets/villages",
    "/data/{data}/kebijakan": "/versions/1",
    "/data/{data}/beda?dari=1&ke=1": "/differences",
    "/riwayat": "/v1/publications",
    "/susun/{job}": "/v1/jobs/{job}",
    "/skenario/{study}": "/v1/studies/{study}",
    "/pengaturan": "/v1/office",
    "/pengaturan?bagian=kunci-api": "/v1/keys",
    "/bantuan": "/v1/reference/rules",
}
WITHOUT_QUESTIONS = ("/setup", "/mulai")
"""Pages that show nothing of the office: its first day, in test_first_run.py."""
TROUBLE = re.compile("Terjadi kesalahan|Server tidak terjangkau|tidak dapat dibaca")
LOOKED_AT = ("/peta", "/jadwal/papan", "/data/{data}/1/villages")
"""The note is the same part on all pages: here it is looked at for those who cannot see it."""
NEXT_STEPS = {
    "/beranda": "Ke Data",
    "/peta": "Susun jadwal",
    "/jadwal/papan": "Susun jadwal",
    "/belum-terlayani": "Susun jadwal",
    "/stok-biaya/kartu": "Susun jadwal",
    "/susun": "Ke Data",
    "/skenario": "Studi baru",
    "/skenario/baru": "Ke Data",
    "/data": "Muat contoh Rejang Lebong",
}
"""What an office that has nothing yet is told to do."""


@contextmanager
def _answering(page: Page, resource: str, answer: Callable[[Route], None]) -> Iterator[None]:
    """All that is asked about the resource is answered so."""
    asked = re.compile(rf"/v1/(.*/)?{re.escape(resource.removeprefix('/v1/').removeprefix('/'))}(\?.*)?$")
    page.route(asked, answer)
    yield
    page.unroute(asked)


def _problem(status: int) -> Callable[[Route], None]:
    body: dict[str, Any] = {"code": "STATE", "sentence": SENTENCE, "errors": [], "facts": {}, "request_id": "r-1"}
    return lambda route: route.fulfill(status=status, json=body, headers={"content-type": "application/problem+json"})


class _Held:
    """Questions that wait for their answer."""

    def __init__(self) -> None:
        self.routes: list[Route] = []
        self.answer: Callable[[Route], None] | None = None

    def hold(self, route: Route) -> None:
        if self.answer is None:
            self.routes.append(route)
        else:
            self.answer(route)

    def let_go(self, answer: Callable[[Route], None]) -> None:
        """Answer those that wait, and whatever is asked from now on."""
        self.answer = answer
        for route in self.routes:
            answer(route)


def _known(office: Office) -> dict[str, str]:
    """What stands in the addresses of pages; a study that waits for its turn is asked for."""
    plan, data = office.get("/v1/plans")["items"][0]["id"], office.get("/v1/datasets")["items"][0]["id"]
    asked = {"name": "Usulan", "dataset_id": data, "month": "2027-01", "scenario": [{"name": "sama", "changes": []}]}
    made = office.client.post("/v1/studies", json=asked)
    assert made.is_success, made.text
    job = next(item["id"] for item in office.get("/v1/jobs")["items"] if item["plan_id"] == plan)
    return {"plan": plan, "data": data, "job": job, "study": office.get("/v1/studies")["items"][0]["id"]}


@pytest.mark.parametrize("part", [0, 1])
def test_each_page_tells_what_is_the_matter_and_what_to_do_next(office: Office, window: Open, part: int) -> None:
    known = _known(office)
    page = window(office, "about:blank")
    page.add_init_script(IMPATIENT)
    main = page.get_by_role("main")
    faults: dict[str, str] = {}
    for pattern, about in list(PAGES.items())[part::2]:
        path, resource = pattern.format(**known), about.format(**known)
        again = main.get_by_role("button", name="Coba lagi").first
        held = _Held()
        try:
            with _answering(page, resource, held.hold):
                page.goto(path, wait_until="commit")
                expect(main.locator(f"[{READING}]").first).to_be_attached()
                # After ten seconds it says that it still works.
                expect(main.get_by_text("Masih dimuat").first).to_be_visible()
                expect(page.get_by_role("heading", level=1)).to_be_visible()
                held.let_go(_problem(409))
                expect(main.get_by_role("alert").filter(has_text=SENTENCE["id"]).first).to_be_visible()
                expect(main.get_by_text("r-1").first).to_be_visible()
                if pattern in LOOKED_AT:
                    assert [*barriers(page), *out_of_window(page)] == []
            with _answering(page, resource, lambda route: route.abort("connectionrefused")):
                again.click()
                expect(main.get_by_text("Periksa jaringan kantor").first).to_be_visible()
            # By itself, once the line is back.
            expect(main.get_by_text("Periksa jaringan kantor")).to_have_count(0)
            expect(main.get_by_role("alert").filter(has_text=SENTENCE["id"])).to_have_count(0)
            with _answering(page, resource, _problem(403)):
                page.goto(path, wait_until="commit")
                expect(main.get_by_role("heading", name="Tidak ada izin").first).to_be_visible()
                expect(main.get_by_text("pengelola akun").first).to_be_visible()
                expect(page.get_by_role("heading", level=1)).to_be_visible()
        except AssertionError as error:
            faults[pattern] = str(error).splitlines()[0] + str(error).split("Call log")[0][-200:]
            page.unroute_all(behavior="ignoreErrors")
    assert faults == {}


def test_an_office_that_has_nothing_yet_is_told_the_next_step_on_every_page(empty: Office, window: Open) -> None:
    page = window(empty, "about:blank")
    main = page.get_by_role("main")
    faults: dict[str, str] = {}
    for path, step in NEXT_STEPS.items():
        page.goto(path)
        try:
            expect(main.get_by_role("link", name=step).or_(main.get_by_role("button", name=step)).first).to_be_visible()
        except AssertionError as error:
            faults[path] = str(error).splitlines()[0]
    page.goto("/riwayat")
    expect(main.get_by_role("heading", name="Belum pernah diterbitkan")).to_be_visible()
    assert faults == {}


def test_the_table_of_states_names_every_page_there_is() -> None:
    listed = (ROOT / "web/src/app/pages.ts").read_text(encoding="utf-8")
    routes = re.findall(r'^  "(/[^"]*)": \(\) => import', listed, re.MULTILINE)
    tried = [path.split("?")[0].format(plan="p", data="d", job="j", study="s") for path in PAGES]
    patterns = {route: re.compile(re.sub(r":\w+", "[^/]+", re.sub(r"/:\w+\?", "(/[^/]+)?", route))) for route in routes}
    missing = {route for route, path in patterns.items() if not any(path.fullmatch(seen) for seen in tried)}
    assert missing == set(WITHOUT_QUESTIONS)
    assert len(routes) > 20


READ_AT_ONCE = ("/riwayat",)
"""Versions are read with the first page: they are there without the server as well."""
GO = """path => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')); }"""


@pytest.mark.parametrize("part", [0, 1])
def test_a_page_opened_while_the_server_is_away_says_so_and_comes_once_it_is_back(
    office: Office, window: Open, part: int
) -> None:
    known = _known(office)
    page = window(office, "about:blank")
    page.add_init_script(IMPATIENT)
    main = page.get_by_role("main")
    away = main.get_by_text("Periksa jaringan kantor").first
    faults: dict[str, str] = {}
    for pattern in list(PAGES)[part::2]:
        path = pattern.format(**known)
        # Neither the code of the page nor what it shows has been asked for.
        page.goto("/pengaturan" if pattern.startswith("/beranda") else "/beranda")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        try:
            page.context.set_offline(True)
            page.evaluate(GO, path)
            if pattern in READ_AT_ONCE:
                expect(main.get_by_text("yang terakhir dibaca")).to_be_visible()
            else:
                expect(away).to_be_visible()
                expect(main.get_by_role("button", name="Coba lagi").first).to_be_visible()
            page.context.set_offline(False)
            expect(page.get_by_text("Server tidak terjangkau")).to_have_count(0)
            expect(away).to_have_count(0)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            expect(main.locator(f"[{READING}]")).to_have_count(0)
            expect(main.get_by_role("alert").filter(has_text=TROUBLE)).to_have_count(0)
        except AssertionError as error:
            faults[pattern] = str(error).splitlines()[0] + main.inner_text()[:300]
            page.context.set_offline(False)
    assert faults == {}


def test_a_planning_that_ended_before_any_plan_says_that_there_is_none(office: Office, window: Open) -> None:
    [data] = office.get("/v1/datasets")["items"]
    order = {"dataset_id": data["id"], "first": "2027-01-01", "last": "2027-01-31", "as_of": "2026-12-01"}
    job = office.client.post("/v1/plans", json=order).json()["id"]
    page = window(office, f"/susun/{job}")
    expect(page.get_by_text("Belum ada rencana;", exact=False)).to_be_visible()
    page.get_by_role("button", name="Hentikan").click()
    expect(page.get_by_role("status").filter(has_text="Dihentikan")).to_be_visible()
    expect(page.get_by_text("Tidak ada rencana: hitungan berakhir sebelum menemukannya.")).to_be_visible()
    expect(page.get_by_role("button", name="Hentikan")).to_have_count(0)
