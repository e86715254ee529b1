"""Carrying a visit over a board of three months in a real browser: ``python -m benchmarks.board_drag``.

The browser alone is measured. Pages and sign-in come from a real service with the demo month; the answers about the
plan are made up here, so that the board holds eight teams, three months and more than 900 visits.
"""

import argparse
import json
import os
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route, sync_playwright

from benchmarks.first_view import demo_office
from benchmarks.machine import facts_lines, machine_facts
from tests.web.conftest import BROWSER

TEAMS = tuple(f"T{number}" for number in range(1, 9))
FIRST = date(2027, 1, 1)
DAYS = tuple(FIRST + timedelta(days=number) for number in range(90))
MOVES = 60
SLOWER = (1, 4)
RESULT = Path(__file__).parent / "results" / "board-drag.md"
FRAMES = """() => {
  window.frames_ms = []; let last = performance.now();
  const next = (now) => { window.frames_ms.push(now - last); last = now; window.frame = requestAnimationFrame(next); };
  window.frame = requestAnimationFrame(next);
}"""


def _visit(team: str, day: date, number: int) -> dict[str, Any]:
    site = f"17.02.{number // 100 + 1:02d}.{2001 + number % 100}"
    origin = {
        "site": site,
        "name": f"Desa {number}",
        "invited": 120,
        "invited_ikd": 0,
        "recorded": 60,
        "cards": 80,
        "ikd": 15,
    }
    clock = {"arrive": "08:00", "start": "08:30", "end": "13:30", "depart": "14:00"}
    told = {"invited": 120, "recorded": 60, "cards": 80, "ikd": 15, "people": [origin], "staff": ["P01", "P02"]}
    place = {
        "site": site,
        "name": f"Desa {number}",
        "kind": "village",
        "subdistrict": "Curup",
        "lat": -3.4,
        "lon": 102.5,
    }
    flags = {"service": "recording", "is_hub": False, "satellite_kit": number % 5 == 0, "pinned": number % 9 == 0}
    trip = {"id": f"{site}@{day}", "day": str(day), "team": team, "trip": f"{day}-{team}", "stop": number % 2 + 1}
    return {**trip, **place, **clock, **flags, **told}


def _visits() -> list[dict[str, Any]]:
    slots = [(team, day) for day in DAYS if day.weekday() < 5 for team in TEAMS]
    return [_visit(team, day, 2 * number + twin) for number, (team, day) in enumerate(slots) for twin in (0, 1)]


def _cells(visit: str) -> dict[str, Any]:
    sums = dict.fromkeys(("mended", "value", "recording", "cards", "ikd", "cost_rupiah", "distance_m", "team_days"), 0)
    verdicts = ("legal", "costs", "breaks")
    cells = [
        {
            "team": team,
            "day": str(day),
            "verdict": verdicts[(row + column) % 3],
            "violations": [],
            "announced": [],
            **sums,
        }
        for column, day in enumerate(DAYS)
        for row, team in enumerate(TEAMS)
    ]
    counts = {name: sum(cell["verdict"] == name for cell in cells) for name in verdicts}
    return {"visit": visit, "revision": 1, "cells": cells, **counts}


def _calendar(real: dict[str, Any]) -> dict[str, Any]:
    day, team = real["days"][3], real["teams"][0]
    days = [{**day, "day": str(one), "working": one.weekday() < 5, "note": "", "past": False} for one in DAYS]
    return {**real, "last": str(DAYS[-1]), "days": days, "teams": [{**team, "team": name} for name in TEAMS]}


def _answer(route: Route) -> None:
    url = route.request.url
    if re.search(r"/visits/[^/]+/cells", url):
        body: Any = _cells("made-up")
    elif re.search(r"/visits(\?|$)", url):
        body = {"items": _visits(), "next": None}
    else:
        real = route.fetch().json()
        if "/calendar" in url:
            body = _calendar(real)
        else:
            items = [{**item, "first": str(DAYS[0]), "last": str(DAYS[-1])} for item in real["items"]]
            body = {**real, "items": items}
    route.fulfill(status=200, content_type="application/json", body=json.dumps(body))


def _carry(page: Page, address: str, slower: int) -> list[float]:
    """Milliseconds from frame to frame while a card is carried over the board."""
    page.goto(f"{address}/jadwal/papan?zoom=bulan")
    card = page.locator("[data-visit] button").first
    card.wait_for()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    box = card.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 30, box["y"] + 20)
    page.wait_for_selector("[data-verdict]")
    page.wait_for_timeout(1_000)
    page.evaluate(FRAMES)
    for number in range(MOVES):
        page.mouse.move(box["x"] + 30 + 14 * number, box["y"] + 20 + (number * 37) % 320)
    page.wait_for_timeout(200)
    frames: list[float] = page.evaluate("cancelAnimationFrame(window.frame), window.frames_ms")
    page.keyboard.press("Escape")
    page.mouse.up()
    return sorted(frames[1:])


def _share(frames: list[float], permille: int) -> float:
    return frames[min(len(frames) - 1, len(frames) * permille // 1000)]


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="file that holds the demo month, made there if it is missing")
    parser.add_argument("--note", default="", help="the state of the machine, to be told with the figures")
    told = parser.parse_args()
    rows = []
    with demo_office(told.store) as office, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        for slower in SLOWER:
            page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
            page.route(re.compile(r"/v1/plans(\?|$)|/visits|/calendar"), _answer)
            frames = _carry(page, office.address, slower)
            rows.append((slower, len(frames), _share(frames, 500), _share(frames, 950), frames[-1]))
            page.context.close()
        browser.close()
    lines = [
        "# Carrying a visit over a board of three months",
        "",
        f"{len(_visits())} visits of {len(TEAMS)} teams over {len(DAYS)} days, whole period on the screen at 1366x768; "
        f"{MOVES} moves of the mouse with a lifted card. Milliseconds from one drawn frame to the next. The browser "
        "alone: answers about the plan are made up by the script.",
        "",
        "| processor slowed | frames | median, ms | 95 %, ms | longest, ms |",
        "|---|---|---|---|---|",
        *(f"| {slower}x | {n} | {half:.0f} | {most:.0f} | {worst:.0f} |" for slower, n, half, most, worst in rows),
        "",
        "## Measured on",
        "",
        *facts_lines(machine_facts(("web", "api/dashboard", "benchmarks/board_drag.py"))),
        f"- load average when it was measured: {os.getloadavg()[0]:.1f}",
        "- command: `python -m benchmarks.board_drag`",
        *([f"- {told.note}"] if told.note else []),
        "",
    ]
    RESULT.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
