"""Visits that are over stay in the documents of a replanned month, and are no part of the plan that is read back."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar

from api import wiring
from api.cli import run
from api.documents.calendar_file import calendar_bytes
from api.documents.facts import PlanFacts
from api.documents.geojson import geojson_bytes
from api.documents.hand_plan import read_hand_plan
from api.documents.month_paper import month_pdf_bytes, month_source
from api.documents.notes import services_told
from api.documents.page import page_bytes
from api.documents.workbook import workbook_bytes
from api.errors import ExitCode
from api.language import CODES, language
from planner.domain.plan import Solution, SolveOptions, StoppedBy
from planner.month import document
from planner.replan import rest_of
from planner.score import score
from tests.api import office
from tests.build import plan_of, trip, visit
from tests.planner.test_replan import far_out, outing

AS_OF = date(2027, 1, 6)


@cache
def facts() -> PlanFacts:
    """The tiny office's month, its first two visits over."""
    rest, plan = rest_of(office.problem(), office.plan(), AS_OF)
    value = score(rest, plan).value
    return PlanFacts(
        rest,
        document(
            rest,
            plan,
            Solution(plan=plan, bound=value, stopped_by=StoppedBy.WORK, seconds=1.0),
            options=SolveOptions(),
            problem_hash=wiring.hash_of(rest),
            version="1.2.3",
            started="2027-01-05T08:00:00+07:00",
            machine="test",
        ),
    )


def test_the_visits_that_are_over_are_known() -> None:
    held = facts().held
    assert [(item.site.id, item.day, item.joined) for item in held] == [
        ("17.02.01.2001", date(2027, 1, 5), ("17.02.01.2002",)),
        ("10703040", date(2027, 1, 5), ()),
    ]
    assert sum(item.recorded for item in held) == sum(row.recorded for row in facts().problem.done) > 0


@pytest.mark.parametrize("code", CODES)
def test_the_month_sheet_tells_the_whole_month_with_a_sum_of_each_part(code: str) -> None:
    speaker = language(code)
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(speaker, facts())))
    rows = list(book[speaker.say("Month")].iter_rows(values_only=True))
    word = speaker.pick(("terlaksana", "held"))
    over = [row for row in rows if row[2] == word]
    assert [(row[1].date(), row[4]) for row in over] == [(date(2027, 1, 5), "Air Duku"), (date(2027, 1, 5), "SMAN 1")]
    sums = next(row for row in rows if row[4] == speaker.pick(("Sudah terlaksana", "Held so far")))
    assert sums[8:12] == tuple(sum(row[column] for row in over) for column in range(8, 12))
    # Only what is to come is numbered.
    assert [row[0] for row in rows if isinstance(row[0], int)] == [1, 2]
    wall = [cell for row in book[speaker.say("Calendar")].iter_rows(values_only=True) for cell in row if cell]
    assert any(word in str(cell) and "Air Duku" in str(cell) for cell in wall)


def test_the_sheet_that_is_read_back_holds_the_plan_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "problem.json").write_bytes(wiring.problem_json(facts().problem))
    book = tmp_path / "jadwal.xlsx"
    book.write_bytes(workbook_bytes(language("id"), facts()))
    read = read_hand_plan(book, facts().problem)
    assert [(visit.site, visit.day) for trip in read.trips for visit in trip.visits] == [
        (item.site.id, item.visit.day) for item in facts().visits
    ]
    assert run(["check", str(book)]) == ExitCode.GOOD
    assert "Air Duku" not in capsys.readouterr().out


@pytest.mark.parametrize("code", CODES)
def test_the_map_shows_the_days_that_are_over(code: str) -> None:
    page = page_bytes(language(code), facts()).decode()
    found = re.search(r'<script[^>]*id="data"[^>]*>(.*?)</script>', page, re.S)
    assert found is not None
    data = json.loads(found[1])
    over = [visit for visit in data["visits"] if visit.get("done")]
    word = language(code).pick(("terlaksana", "held"))
    assert {(visit["site"], visit["day"], visit["time"]) for visit in over} == {
        ("17.02.01.2001", "2027-01-05", word),
        ("10703040", "2027-01-05", word),
    }
    told = {day["date"]: day["told"] for day in data["days"]}
    assert f"{word}: 2" in told["2027-01-05"]
    assert word not in told["2027-01-07"]
    site = next(site for site in data["sites"] if site["id"] == "17.02.01.2002")
    assert site["told"].startswith(word)


@pytest.mark.parametrize("code", CODES)
def test_the_printed_month_tells_them_without_small_numbers(code: str) -> None:
    source = month_source(language(code), facts())
    word = language(code).pick(("terlaksana", "held"))
    assert source.count(f"{word} Air Duku") == 1
    assert source.index(f"{word} Air Duku") < source.index("#pagebreak()")
    assert month_pdf_bytes(language(code), facts()).startswith(b"%PDF")


def test_the_calendar_of_a_team_keeps_its_days_by_the_same_name() -> None:
    before = Calendar.from_ical(calendar_bytes(language("id"), office.facts(), "t1", "WIB"))
    after = Calendar.from_ical(calendar_bytes(language("id"), facts(), "t1", "WIB"))
    names = {str(event["uid"]) for event in before.walk("VEVENT")}
    over = list(after.walk("VEVENT"))
    assert [(event.decoded("dtstart"), str(event["transp"])) for event in over] == [(date(2027, 1, 5), "TRANSPARENT")]
    assert {str(event["uid"]) for event in over} <= names


def test_a_month_that_is_not_begun_tells_of_nothing_held() -> None:
    assert office.facts().held == ()
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(language("id"), office.facts())))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not any("terlaksana" in str(cell) for cell in cells)
    assert AS_OF - timedelta(days=1) == office.day(2)


def test_the_calendar_page_tells_cards_where_nobody_is_recorded() -> None:
    plan = plan_of(office.problem(), trip("t1", 2, visit("17.02.01.2001", backlog={"17.02.01.2001": 12})))
    made = replace(office.plan_document(), trips=plan.trips)
    facts_of = PlanFacts(office.problem(), made)
    assert services_told(language("id"), facts_of.visits[0]) == "cetak"
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(language("id"), facts_of)))
    wall = [str(cell) for row in book["Kalender"].iter_rows(values_only=True) for cell in row if cell]
    (told,) = [cell for cell in wall if "Air Duku" in cell]
    assert told.replace("\u00a0", " ").endswith("12 kartu")


@pytest.mark.parametrize("code", CODES)
def test_a_map_file_tells_by_status_what_is_over(code: str) -> None:
    speaker = language(code)
    collection = json.loads(geojson_bytes(speaker, facts()))
    told = {feature["id"]: feature["properties"] for feature in collection["features"]}
    held, planned = speaker.pick(("terlaksana", "held")), speaker.pick(("direncanakan", "planned"))
    over = {id: item for id, item in told.items() if item.get("status") == held}
    assert sorted(id.split("/")[0] for id in over) == ["held", "held"]
    day = speaker.say("date")
    assert {item[day] for item in over.values()} == {"2027-01-05"}
    assert all(item["status"] == planned for id, item in told.items() if id.startswith("visit/"))
    recorded = speaker.say("recorded_estimate")
    assert sum(item[recorded] for item in over.values()) == sum(row.recorded for row in facts().problem.done)


@pytest.mark.parametrize("code", CODES)
def test_the_sheet_of_a_team_begins_with_what_it_has_done(code: str) -> None:
    speaker = language(code)
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(speaker, facts())))
    word = speaker.pick(("terlaksana", "held"))
    places = []
    for team in facts().problem.teams:
        sheet = book[speaker.say("Team {team}", team=facts().marks[team.id].letter)]
        rows = list(sheet.iter_rows(values_only=True))
        over = [number for number, row in enumerate(rows) if row[11] == word]
        stops = [number for number, row in enumerate(rows) if str(row[0]).startswith(facts().marks[team.id].letter)]
        assert not stops or max(over, default=0) < max(stops)
        places += [(team.id, rows[number][4]) for number in over]
    assert sorted(places) == sorted((item.team, item.site.name) for item in facts().held)


@pytest.mark.parametrize("code", CODES)
def test_who_only_fetched_a_card_is_told_so_on_the_sheet_of_a_team(code: str) -> None:
    speaker, made = language(code), facts()
    guest = next(item for item in made.problem.done if item.origin != item.site)
    done = tuple(replace(item, invited=0) if item is guest else item for item in made.problem.done)
    problem = replace(made.problem, done=done)
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(speaker, PlanFacts(problem, made.document))))
    sheet = book[speaker.say("Team {team}", team=made.marks[guest.team].letter)]
    told = [str(row[6]) for row in sheet.iter_rows(values_only=True)]
    name = problem.site[guest.origin].name
    assert any(f"{name} ({speaker.say('cards only')})" in cell for cell in told)
    assert not any(f"{name} (0)" in cell for cell in told)


@pytest.mark.parametrize("code", CODES)
def test_what_is_still_ahead_on_an_outing_is_told_as_under_way(code: str) -> None:
    speaker = language(code)
    away = replace(facts().problem, period=replace(facts().problem.period, as_of=date(2027, 1, 5)))
    found = PlanFacts(away, facts().document)
    assert [item.over for item in found.held] == [False, False]
    word, over = speaker.pick(("sedang berjalan", "under way")), speaker.pick(("terlaksana", "held"))
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(speaker, found)))
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    papers = [
        "\n".join(cells),
        geojson_bytes(speaker, found).decode(),
        month_source(speaker, found),
        calendar_bytes(speaker, found, "t1", "WIB").decode(),
        page_bytes(speaker, found).decode(),
    ]
    for paper in papers:
        assert word in paper
    assert over not in {str(cell) for cell in cells}
    assert not any(one["properties"].get("status") == over for one in json.loads(papers[1])["features"])


def test_the_command_tells_an_outing_that_has_begun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem = far_out()
    solved = Solution(plan=outing(problem), bound=None, stopped_by=StoppedBy.WORK, seconds=1.0)
    made = document(
        problem,
        solved.plan,
        solved,
        options=SolveOptions(),
        problem_hash=wiring.hash_of(problem),
        version="1.2.3",
        started="2027-01-05T08:00:00+07:00",
        machine="test",
    )
    (tmp_path / "plan.json").write_bytes(wiring.plan_json(made))
    (tmp_path / "problem.json").write_bytes(wiring.problem_json(problem))
    asked = ["replan", str(tmp_path / "plan.json"), "--as-of", "2027-01-06", "--work", "1"]
    assert run([*asked, "--out", str(tmp_path / "a"), "--lang", "en"]) == ExitCode.GOOD
    told = " ".join(capsys.readouterr().out.split())
    assert "Team t1 is out for nights and finishes its trip as planned: FAR2 Wed 6 Jan 2027 (far2@2027-01-06)." in told
    assert run([*asked, "--out", str(tmp_path / "b"), "--json"]) == ExitCode.GOOD
    assert json.loads(capsys.readouterr().out)["under_way"] == [{"team": "t1", "site": "far2", "day": "2027-01-06"}]
    assert run(["check", str(tmp_path / "a" / "jadwal.xlsx")]) == ExitCode.GOOD
