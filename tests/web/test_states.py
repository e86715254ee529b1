"""Every page in every state: being read, failed, refused, out of reach, and before there is anything."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.conftest import Office
from tests.web.sound import barriers, out_of_window

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
}
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


@pytest.mark.parametrize("part", [0, 1])
def test_each_page_tells_what_is_the_matter_and_what_to_do_next(office: Office, window: Open, part: int) -> None:
    plan, data = office.get("/v1/plans")["items"][0]["id"], office.get("/v1/datasets")["items"][0]["id"]
    page = window(office, "about:blank")
    page.add_init_script(IMPATIENT)
    main = page.get_by_role("main")
    faults: dict[str, str] = {}
    for pattern, about in list(PAGES.items())[part::2]:
        path, resource = pattern.format(plan=plan, data=data), about.format(plan=plan, data=data)
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
            again.click()
            expect(main.get_by_role("alert").filter(has_text=SENTENCE["id"])).to_have_count(0)
            expect(main.get_by_text("Periksa jaringan kantor")).to_have_count(0)
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
