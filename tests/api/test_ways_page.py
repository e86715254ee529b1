"""``waktu-tempuh.html``: ways and closures on one page that asks for nothing; looked at in a real browser."""

import html
import json
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.documents.ways_page import ways_page
from api.language import CODES, language
from geodata.contracts import ClosureRow
from geodata.roads.office import RoadSheets, office_roads
from geodata.roads.way_map import WayMap, way_map
from planner.domain.problem import Problem
from tests.api.test_page import BROWSER, needs_browser
from tests.build import base, month, village
from tests.geodata.roads.maps import line_of, lonlat, stored

HOSTILE = "<img src=x onerror=alert(1)></script> http://evil.example"


def office() -> Problem:
    places = {}
    for name, east in (("a", 1.2), ("b", 2.8)):
        lon, lat = lonlat((east, 0))
        places[name] = replace(village(name), lon=lon, lat=lat, name=HOSTILE if name == "a" else "Desa B")
    lon, lat = lonlat((0, 0))
    return month(*places.values(), bases=[replace(base(), lon=lon, lat=lat)], days=3)


def found(tmp_path: Path, problem: Problem) -> WayMap:
    lon, lat = lonlat((2, 0))
    cut = ClosureRow(name="Longsor", where=f"{lat}, {lon}", first=date(2027, 1, 1), last=date(2027, 12, 31))
    return way_map(office_roads(stored(line_of(tmp_path, 4)), RoadSheets(closures=(cut,))), problem)


def page(tmp_path: Path, code: str = "id") -> str:
    problem = office()
    return ways_page(language(code), problem, found(tmp_path, problem)).decode()


def data(text: str) -> dict[str, list[dict[str, object]]]:
    held = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert held is not None
    return dict(json.loads(held[1]))


@pytest.mark.parametrize("code", CODES)
def test_it_names_no_other_address_and_names_stay_text(tmp_path: Path, code: str) -> None:
    text = page(tmp_path, code)
    assert set(re.findall(r"[a-z]+://[\w./]+", text)) <= {"http://www.w3.org/2000/svg", "http://evil.example"}
    assert "default-src 'none'" in text
    assert "<img" not in text
    assert html.escape(HOSTILE) in text
    assert text.count("</script>") == 2


def test_ways_follow_roads_and_the_closure_is_on_them(tmp_path: Path) -> None:
    told = data(page(tmp_path, "en"))
    assert [road["width"] for road in told["roads"]] == [2.0]
    (ways,) = told["sets"]
    assert ways["name"] == "car · usual days"
    best = ways["best"]
    assert isinstance(best, dict)
    # Times are those of the problem; a is drawn over its road, b lies beyond the cut.
    assert (best["a"]["minutes"], best["b"]["minutes"]) == ("5", "6")
    assert not best["a"]["straight"]
    assert best["b"]["straight"]
    (closure,) = told["closures"]
    assert closure["sets"] == [0]


def test_without_roads_lines_are_straight_and_said_to_be() -> None:
    problem = office()
    text = ways_page(language("en"), problem, way_map(None, problem)).decode()
    assert "ways are straight lines" in text
    assert data(text)["roads"] == []


@needs_browser
def test_a_browser_draws_it(tmp_path: Path) -> None:
    path = tmp_path / "waktu-tempuh.html"
    path.write_text(page(tmp_path), encoding="utf-8")
    words = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
    words += ["--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={tmp_path / 'profile'}"]
    words += ["--virtual-time-budget=3000", "--dump-dom", f"{path.as_uri()}#set=0&place=b"]
    done = subprocess.run([str(BROWSER), *words], capture_output=True, text=True, timeout=120, check=True)
    assert "Desa B: 6 menit" in done.stdout
    assert done.stdout.count("<circle") > 2
    assert 'aria-current="true"' in done.stdout
