"""A tiny office for the tests of the edge, with names that try to break out of whatever they are written into."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from api import wiring
from api.documents.facts import PlanFacts
from planner.domain.plan import Plan, PlanDocument, Solution, SolveOptions, StoppedBy
from planner.domain.problem import Problem
from planner.month import document
from planner.score import score
from tests.build import cards, kits, month, plan_of, school, trip, village, visit

HOSTILE = '</script><img src=x onerror=alert(1)> & "Desa"'
FORMULA = '=HYPERLINK("http://evil.example","klik")'
FIRST = date(2027, 1, 4)


@cache
def problem() -> Problem:
    """Two teams, a hub with a village that joins, a village without signal, a school, one left out."""
    return replace(
        month(
            village("17.02.01.2001", unrecorded=60, at=(20, 0), name="Air Duku", print_ready=12),
            village("17.02.01.2002", unrecorded=30, at=(25, 5), name=HOSTILE),
            village("17.02.01.2003", unrecorded=45, at=(10, 12), name=FORMULA, signal="none"),
            village("17.02.01.2004", unrecorded=40, at=(40, 8), name="Kayu Manis", subdistrict="k2"),
            village("17.02.01.2005", unrecorded=25, at=(15, -9), name="Kayu Manis"),
            school("10703040", pupils=50, at=(5, 3), name="SMAN 1", adult_permille=600),
            days=12,
            off=(6, 7),
            teams=2,
            reach={("17.02.01.2002", "17.02.01.2001"): 4.2},
            equipment=[kits(1)],
            stock=cards(400, reserve=50, counter=10, deliveries={5: 100, 9: (80, 500)}),
            waste_permille=10,
        ),
        name="Kabupaten Uji",
    )


@cache
def plan() -> Plan:
    """Four visits in three trips; the last village is left out."""
    return plan_of(
        problem(),
        trip(
            "t1",
            2,
            visit("17.02.01.2001", {"17.02.01.2001": 60, "17.02.01.2002": 30}, backlog={"17.02.01.2001": 12}),
        ),
        trip("t2", 2, visit("10703040", 50)),
        trip("t2", 4, visit("17.02.01.2003", 45), visit("17.02.01.2005", 20), kits=1),
    )


@cache
def plan_document() -> PlanDocument:
    """Its document, with a bound one percent above its value."""
    value = score(problem(), plan()).value
    return document(
        problem(),
        plan(),
        Solution(plan=plan(), bound=value + value // 100, stopped_by=StoppedBy.WORK, seconds=1.5),
        options=SolveOptions(),
        problem_hash=wiring.hash_of(problem()),
        version="1.2.3",
        started="2026-12-01T08:00:00+07:00",
        machine="test",
    )


@cache
def facts() -> PlanFacts:
    """Both, looked up."""
    return PlanFacts(problem(), plan_document())


def day(number: int) -> date:
    """Date of a day number, 1 = first day."""
    return FIRST + timedelta(days=number - 1)
