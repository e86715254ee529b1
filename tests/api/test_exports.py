"""A plan as files for phones and walls: read back by the programs that they are for."""

import io
import json
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import gpxpy
import pyogrio
import pytest
from icalendar import Calendar

from api import wiring
from api.cli import run
from api.commands.planning import run_files
from api.documents.exports import plan_files
from api.documents.facts import PlanFacts
from api.documents.month_paper import month_source
from api.documents.outing import plain
from api.documents.zones import zone_of_codes
from api.errors import ExitCode
from api.language import CODES, language
from tests.api import office

Output = pytest.CaptureFixture[str]
STAFF = "petugas-rahasia"


@cache
def facts() -> PlanFacts:
    """The little office: staff on every trip, three people invited at the last stop, four of its village left."""
    document = office.plan_document()
    trips = [replace(trip, staff=(STAFF,)) for trip in document.trips]
    last = trips[-1].visits[-1]
    few = replace(last, people=(replace(last.people[0], invited=3),))
    trips[-1] = replace(trips[-1], visits=(*trips[-1].visits[:-1], few))
    unserved = tuple(
        replace(item, invited=3, demand=25) if item.origin == few.site else item for item in document.unserved
    )
    return PlanFacts(office.problem(), replace(document, trips=tuple(trips), unserved=unserved))


def made(name: str, code: str = "id", zone: str = "WIB") -> bytes:
    return plan_files(facts())[name].make(language(code), facts(), zone)


def test_every_file_has_its_own_plain_name() -> None:
    assert list(plan_files(facts())) == [
        "plan.json", "problem.json", "jadwal.xlsx", "jadwal.pdf", "plan.geojson", "peta.html",
        "tim-A.ics", "tim-B.ics",
        "rute-2027-01-05-A.gpx", "rute-2027-01-05-A.kml", "rute-2027-01-05-B.gpx", "rute-2027-01-05-B.kml",
        "rute-2027-01-07-B.gpx", "rute-2027-01-07-B.kml",
    ]  # fmt: skip
    twice = PlanFacts(office.problem(), replace(facts().document, trips=facts().document.trips[:1] * 2))
    assert {"rute-2027-01-05-A.gpx", "rute-2027-01-05-A-2.gpx"} <= plan_files(twice).keys()


def test_the_calendar_of_a_team_has_its_stops_in_the_zone_of_the_office() -> None:
    calendar = Calendar.from_ical(made("tim-B.ics", zone="WIT"))
    events: list[Any] = list(calendar.walk("VEVENT"))
    assert calendar["method"] == "PUBLISH"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Jayapura"]
    told = [(str(event["summary"]), event["dtstart"].dt.isoformat(), event["dtend"].dt.isoformat()) for event in events]
    trip = facts().document.trips[-1]
    first = trip.visits[0]
    assert told[0][0] == "Tim B (t2): berangkat dari BASE"
    assert told[-1][0] == "B2 Kayu Manis (k1): rekam"
    assert told[-2][1] == f"{first.day}T{first.arrive // 3600:02d}:{first.arrive // 60 % 60:02d}:00+09:00"
    assert all(datetime.fromisoformat(start) <= datetime.fromisoformat(end) for _, start, end in told)
    ids = [str(event["uid"]) for event in events]
    assert len(set(ids)) == len(ids) == len(facts().of_team("t2")) + 2
    assert "Diundang: Kayu Manis (k1) (kurang dari 5)" in str(events[-1]["description"])
    assert made("tim-B.ics") == made("tim-B.ics")


def events_of(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_visit_keeps_its_name_in_the_calendar_from_plan_to_plan() -> None:
    other = replace(facts().document, run=replace(facts().document.run, started="2026-12-05T08:00:00+07:00"))
    again = plan_files(facts())["tim-A.ics"].make(language("id"), PlanFacts(office.problem(), other), "WIB")
    before, after = (events_of(content) for content in (made("tim-A.ics"), again))
    assert [event["uid"] for event in before] == [event["uid"] for event in after]
    assert before[0]["dtstamp"].dt < after[0]["dtstamp"].dt


def test_the_route_of_a_trip_is_read_by_gdal_and_by_a_phone() -> None:
    content = made("rute-2027-01-07-B.gpx")
    track = gpxpy.parse(content.decode())
    assert next(point.name for point in track.routes[0].points) == "BASE"
    assert [point.name for point in track.waypoints] == ["BASE", f"B1 {office.FORMULA}", "B2 Kayu Manis (k1)"]
    assert set(pyogrio.list_layers(io.BytesIO(content))[:, 0]) >= {"waypoints", "routes", "route_points"}
    points = pyogrio.read_dataframe(io.BytesIO(content), layer="waypoints")
    site = facts().problem.site["17.02.01.2003"]
    assert (points.geometry[1].x, points.geometry[1].y) == (site.lon, site.lat)


def test_kml_names_stay_text_for_programs_that_read_descriptions_as_pages() -> None:
    frame = pyogrio.read_dataframe(io.BytesIO(made("rute-2027-01-05-A.kml"))).rename(columns=str.lower)
    assert list(frame.geometry.geom_type) == ["LineString", "Point", "Point"]
    assert frame["name"][2] == "A1 Air Duku"
    # GDAL hands back what stands in the file: escaped once more than plain text, for it is shown as HTML.
    assert "&lt;/script&gt;&lt;img src=x" in frame.description[2]
    assert "<br>" in frame.description[2]
    assert "<img" not in frame.description[2]


@pytest.mark.parametrize("code", CODES)
def test_files_that_leave_the_office_tell_no_staff_and_no_small_numbers(code: str) -> None:
    paper = month_source(language(code), facts())
    texts = [
        paper,
        *(made(name, code).decode() for name in plan_files(facts()) if name.endswith(("ics", "gpx", "kml"))),
    ]
    for text in texts:
        joined = text.replace("\r\n ", "")
        assert STAFF not in joined
        assert "Kayu Manis (k1) (3" not in joined
        assert not any(short in joined for short in ("diundang 3 dari", "3 of 25 invited"))
    small = "kurang dari 5" if code == "id" else "under 5"
    assert f'text("{small}")' in paper


def test_the_heading_of_a_day_is_never_the_last_line_of_a_page() -> None:
    source = month_source(language("id"), facts())
    headings = source.count("table.header(level: 2, repeat: false, table.cell(colspan: 8")
    assert headings == len({item.visit.day for item in facts().visits}) > 0


def test_the_month_is_a_pdf_whose_names_stay_text() -> None:
    pdf = made("jadwal.pdf")
    assert pdf.startswith(b"%PDF")
    assert pdf == made("jadwal.pdf")
    strange = 'Desa "#panic()" \\ $x$ *tebal* <a> \x07\n=Judul'
    site = replace(facts().problem.site["17.02.01.2001"], name=strange)
    sites = tuple(site if item.id == site.id else item for item in facts().problem.sites)
    own = PlanFacts(replace(facts().problem, sites=sites), facts().document)
    source = month_source(language("en"), own)
    assert json.dumps(plain(strange)) in source
    assert plan_files(own)["jadwal.pdf"].make(language("en"), own, "WIB").startswith(b"%PDF")


def test_a_plan_without_visits_is_still_a_paper() -> None:
    empty = PlanFacts(office.problem(), replace(facts().document, trips=()))
    assert plan_files(empty)["jadwal.pdf"].make(language("id"), empty, "WIB").startswith(b"%PDF")
    assert Calendar.from_ical(plan_files(empty)["tim-A.ics"].make(language("id"), empty, "WIB")).walk("VEVENT") == []


@pytest.mark.parametrize(
    ("code", "zone"),
    [("17.02.20.2001", "WIB"), ("71.01.01.2001", "WITA"), ("91.03.01.2001", "WIT"), ("61.01", "WIB"), ("x", "WIB")],
)
def test_the_zone_of_a_regency_is_that_of_its_province(code: str, zone: str) -> None:
    assert zone_of_codes([code]) == zone


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in run_files(language("id"), office.problem(), office.plan_document()).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_the_command_writes_what_is_asked_for(folder: Path, capsys: Output) -> None:
    out = folder / "ponsel"
    assert run(["export", str(folder / "plan.json"), "--out", str(out), "--team", "t2", "--json"]) == ExitCode.GOOD
    told = json.loads(capsys.readouterr().out)
    assert told["zone"] == "WIB"
    assert {Path(item["file"]).name for item in told["files"]} == {path.name for path in out.iterdir()}
    assert {path.name for path in out.iterdir()} == {
        "jadwal.pdf", "tim-B.ics", "rute-2027-01-05-B.gpx", "rute-2027-01-05-B.kml",
        "rute-2027-01-07-B.gpx", "rute-2027-01-07-B.kml",
    }  # fmt: skip
    wiring.read_plan(folder / "plan.json")


def test_the_command_tells_all_that_is_wrong_with_it(folder: Path, capsys: Output) -> None:
    wrong = ["--kind", "ics,docx", "--zone", "GMT", "--team", "t9"]
    assert run(["export", str(folder / "plan.json"), *wrong]) == ExitCode.BAD_INPUT
    told = capsys.readouterr().err
    assert all(code in told for code in ("EXPORT_KIND_UNKNOWN", "ZONE_UNKNOWN", "EXPORT_TEAM_UNKNOWN"))
