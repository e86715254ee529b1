"""A team that cannot go out is named at its visit, and the engine plans the rest around it."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.api.service.sheets import SHEETS
from tests.web.conftest import ENGINE_MS, Office, opened, waits_for_engine
from tests.web.small import planned
from tests.web.sound import barriers, settled

Open = Callable[..., Page]
TEAM, SINCE = "T2", "2027-01-11"
DAYS_OUT = 3
LITTLE_WORK = 3


def _two_teams() -> dict[str, list[dict[str, Any]]]:
    """Two teams and ten villages in a line: enough for both to go out in both weeks, little enough for the engine."""
    pattern, [team] = SHEETS["villages"][0], SHEETS["teams"]
    villages = [
        {
            **pattern,
            "code": f"17.02.01.2{number:03}",
            "name": f"Desa {number}",
            "lat": -3.46 - number / 100,
            "recorded": 1_000 - 120 - 10 * number,
        }
        for number in range(1, 11)
    ]
    teams = [{**team, "id": id, "base": f"{lat}, 102.52"} for id, lat in (("T1", -3.46), (TEAM, -3.56))]
    return {**SHEETS, "villages": villages, "teams": teams}


@pytest.fixture
def planning(empty_store: Path, tmp_path: Path) -> Iterator[Office]:
    """Their two weeks before the engine itself."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(empty_store, path)
    with opened(path, solves=1) as office:
        planned(office, ENGINE_MS / 1_000, data=_two_teams(), work=LITTLE_WORK)
        yield office


def _with_little_work(route: Route) -> None:
    """As it was asked, and solved with little work: what is kept is tested, not how good it is."""
    asked = route.request.post_data_json
    assert asked is not None
    route.continue_(post_data=json.dumps({**asked, "options": {"work": LITTLE_WORK}}))


def _visits(office: Office, plan: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.get(f"/v1/plans/{plan}/visits", limit=500)["items"]
    return found


@waits_for_engine
def test_no_visit_of_a_team_that_cannot_go_out_is_left_on_those_days(planning: Office, window: Open) -> None:
    [plan] = [item["id"] for item in planning.get("/v1/plans")["items"]]
    before = _visits(planning, plan)
    visit = next(item for item in before if item["team"] == TEAM and item["day"] >= SINCE)
    first = date.fromisoformat(visit["day"])
    shut = {str(first + timedelta(days=days)) for days in range(DAYS_OUT)}
    lost = [item for item in before if item["team"] == TEAM and item["day"] in shut]
    page = window(planning, f"/jadwal/papan?rencana={plan}&mulai={SINCE}&kunjungan={visit['id']}")
    page.route("**/replans", _with_little_work)
    page.get_by_role("button", name=f"Tim {TEAM} tidak dapat turun").click()
    page.get_by_role("menuitem", name=re.compile(f"^{DAYS_OUT} hari:")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("listitem").filter(has_text=f"Tim {TEAM} tidak dapat turun")).to_be_visible()
    with page.expect_request(lambda request: request.url.endswith("/replans")) as asked:
        dialog.get_by_role("button", name="Susun ulang sisanya").click()
    sent = asked.value.post_data_json
    assert sent is not None
    assert sent["changes"] == [{"kind": "team_out", "team": TEAM, "first": min(shut), "last": max(shut)}]
    expect(dialog.get_by_role("status").filter(has_text="Hasil susun ulang")).to_be_visible(timeout=ENGINE_MS)
    settled(page)
    assert barriers(page) == []
    dialog.get_by_role("button", name="Pakai hasil ini").click()
    expect(dialog).to_have_count(0)
    after = _visits(planning, plan)
    assert [item["id"] for item in after if item["team"] == TEAM and item["day"] in shut] == []
    # The team goes out on other days, and the others on these.
    assert any(item["team"] == TEAM for item in after)
    still = {(item["site"], item["day"], item["team"]) for item in after}
    assert not {(item["site"], item["day"], item["team"]) for item in lost} & still
    # Whoever loses a visit gets another one, or stands among those left out.
    served = {origin["site"] for item in after for origin in item["people"]} | {item["site"] for item in after}
    left = {item["site"] for item in planning.get(f"/v1/plans/{plan}/left-out", limit=500)["items"]}
    assert {item["site"] for item in lost} <= served | left
    whole = planning.get(f"/v1/plans/{plan}")
    assert (whole["revision"], whole["summary"]["violations"]) == (2, 0)
    expect(page.locator(f'[data-cell="{TEAM} {visit["day"]}"] [data-visit]')).to_have_count(0)
    expect(page.locator(f'[data-cell="{TEAM} {visit["day"]}"]')).to_contain_text("tidak tersedia")
