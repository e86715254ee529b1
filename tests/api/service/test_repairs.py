"""Something happens, the plan breaks rules: what is done about it by hand, by repair, by planning the rest anew."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from api import wiring
from api.plans.named_changes import NamedChange, change_of
from planner.changes import CHANGES, PolicyChanged, StaffAway
from planner.domain.plan import Solution, SolveOptions, StoppedBy
from planner.month import document
from planner.replan import rest_of
from tests.api import office
from tests.api.office import day
from tests.api.service.test_changes import change, history, move, visits
from tests.api.service.test_plans import kept

REPAIR = {"op": "repair"}


def out(team: str, first: int, last: int) -> dict[str, Any]:
    days = {"first": day(first).isoformat(), "last": day(last).isoformat()}
    return {"op": "situation", "change": {"kind": "team_out", "team": team, **days}}


def test_a_hand_changed_plan_is_repaired_with_few_changes(desktop: TestClient) -> None:
    id = kept(desktop)
    before = visits(desktop, id)
    assert change(desktop, id, move("10703040", 2, 6, "t2"), accept_breaches=True).json()["summary"]["violations"] == 1
    told = change(desktop, id, REPAIR, preview=True).json()
    assert (told["legal"], told["violations"]) == (True, [])
    assert [(item["what"], item["site"], item["name"]) for item in told["adjusted"]] == [
        ("moved", "10703040", "SMAN 1")
    ]
    moved = told["adjusted"][0]
    assert moved["day"] == day(6).isoformat()
    done = change(desktop, id, REPAIR)
    assert (done.status_code, done.json()["summary"]["violations"]) == (201, 0), done.text
    after = visits(desktop, id)
    assert after[f"10703040@{moved['now_day']}"]["team"] == moved["now_team"]
    others = {name for name in before if not name.startswith("10703040")}
    assert {name: after[name] for name in others} == {name: before[name] for name in others}
    assert history(desktop, id) == (2, None)
    step = desktop.get(f"/v1/plans/{id}/history").json()["undo"]["sentences"][0]
    assert step["en"] == "Repaired with the fewest changes"


def test_a_legal_plan_is_left_as_it_is_by_a_repair(desktop: TestClient) -> None:
    told = change(desktop, kept(desktop), REPAIR, preview=True).json()
    assert (told["legal"], told["adjusted"], told["visits"], told["value"]) == (True, [], [], 0.0)


def test_what_happens_is_shown_with_what_it_breaks_and_repaired_in_the_same_breath(desktop: TestClient) -> None:
    id = kept(desktop)
    told = change(desktop, id, out("t2", 1, 3), preview=True).json()
    assert told["legal"] is False
    assert {item["rule"] for item in told["violations"]} == {"working_day"}
    assert change(desktop, id, out("t2", 1, 3)).status_code == 422
    done = change(desktop, id, out("t2", 1, 3), REPAIR)
    assert (done.status_code, done.json()["summary"]["violations"]) == (201, 0), done.text
    # What was proven of another problem holds no more.
    assert done.json()["summary"]["bound"] is None
    assert f"10703040@{day(2)}" not in {name for name, item in visits(desktop, id).items() if item["team"] == "t2"}
    words = desktop.get(f"/v1/plans/{id}/revisions").json()["items"][0]["sentences"]
    assert words[0]["en"].startswith("Team t2 cannot go out from")
    # From now on the board knows of it.
    site = next(name for name in visits(desktop, id) if name.startswith("17.02.01.2003"))
    cells = desktop.get(f"/v1/plans/{id}/visits/{site}/cells", params={"since": day(3), "until": day(3)}).json()
    assert {item["team"]: item["verdict"] == "breaks" for item in cells["cells"]} == {"t1": False, "t2": True}


def test_what_does_not_fit_is_told_where_it_was_written(desktop: TestClient) -> None:
    id = kept(desktop)
    away = {"kind": "staff_away", "member": "nobody", "first": day(1).isoformat(), "last": day(2).isoformat()}
    wrong = change(desktop, id, {"op": "situation", "change": away}, preview=True)
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/changes/0/change/member")
    replan = desktop.post(f"/v1/plans/{id}/replans", json={"changes": [away]})
    assert (replan.status_code, replan.json()["errors"][0]["pointer"]) == (422, "/changes/0/member")
    unknown = desktop.post(f"/v1/plans/{id}/replans", json={"changes": [{**away, "why": "private"}]})
    assert unknown.status_code == 422


def test_the_rest_is_planned_anew_with_what_happened(desktop: TestClient) -> None:
    id = kept(desktop)
    happened = out("t2", 1, 3)["change"]
    answer = desktop.post(f"/v1/plans/{id}/replans", json={"changes": [happened], "options": {"work": 1}})
    assert answer.status_code == 202, answer.text
    line = desktop.get("/v1/audit", params={"subject": id}).json()["items"]
    noted = next(item for item in line if item["action"] == "plan.replan")
    assert noted["detail"] == {"changes": [happened], "number": 1}


def test_every_kind_of_the_core_is_known_on_the_wire(desktop: TestClient) -> None:
    told = json.dumps(desktop.get("/openapi.json").json()["components"]["schemas"])
    for kind in CHANGES:
        assert f'"const": "{kind.__dataclass_fields__["kind"].default}"' in told


def test_a_change_comes_through_as_the_core_knows_it() -> None:
    away = {"kind": "staff_away", "member": "a", "first": "2027-01-04", "last": "2027-01-05"}
    found = change_of(TypeAdapter(NamedChange).validate_python(away))
    assert found == StaffAway(member="a", first=day(1), last=day(2))


POLICIES = (
    ("menit_persiapan", 45, "setup_s", 2_700),
    ("setup_min", 7.5, "setup_s", 450),
    ("setup_s", 2_700, "setup_s", 2_700),
    ("Kehadiran desa", "60%", "show_up_village_ppm", 600_000),
    ("lembur_boleh", True, "overtime_allowed", 1),
    ("lembur_boleh", "ya", "overtime_allowed", 1),
    ("hours.shift_start", 27_000, "hours.shift_start", 27_000),
    ("jam_mulai", "07:30", "hours.shift_start", 27_000),
    ("rates.per_km", 2_000, "rates.per_km", 2_000),
)


@pytest.mark.parametrize(("name", "given", "field", "value"), POLICIES)
def test_the_wire_takes_names_and_units_of_the_policy_sheet(name: str, given: object, field: str, value: int) -> None:
    told = TypeAdapter(NamedChange).validate_python({"kind": "policy", "field": name, "value": given})
    assert change_of(told) == PolicyChanged(field=field, value=value)


def test_a_policy_that_does_not_fit_is_told_with_its_unit_all_at_once(desktop: TestClient) -> None:
    id = kept(desktop)
    wrong = [("menit_persiapn", 45), ("menit_persiapan", "lama"), ("hari_pemberitahuan", 3), ("pemerataan", "utama")]
    changes = [{"kind": "policy", "field": name, "value": value} for name, value in wrong]
    answer = desktop.post(f"/v1/plans/{id}/replans", json={"changes": changes})
    assert answer.status_code == 422
    found = {item["pointer"]: (item["found"], item["expected"]["id"]) for item in answer.json()["errors"]}
    assert list(found) == [f"/changes/{at}/{part}" for at, part in enumerate(("field", "value", "value", "field"))]
    assert found["/changes/0/field"][1].startswith("nama yang dikenal; mungkin menit_persiapan")
    assert found["/changes/1/value"] == ("lama", found["/changes/1/value"][1])
    assert found["/changes/1/value"][1].endswith("(menit)")
    assert found["/changes/2/value"][1].endswith("(hari)")


def test_a_change_of_the_policy_is_told_in_the_words_of_the_sheet(desktop: TestClient) -> None:
    id = kept(desktop)
    happened = {"op": "situation", "change": {"kind": "policy", "field": "menit_persiapan", "value": 30}}
    assert change(desktop, id, happened, accept_breaches=True).status_code == 201
    words = desktop.get(f"/v1/plans/{id}/revisions").json()["items"][0]["sentences"]
    assert words[0]["id"] == "Kebijakan waktu persiapan di tempat layanan: 30 menit, sebelumnya 40 menit."


def test_what_is_over_stays_on_the_board_and_stands(desktop: TestClient) -> None:
    rest, start = rest_of(office.problem(), office.plan(), day(3))
    made = document(
        rest,
        start,
        Solution(plan=start, bound=None, stopped_by=StoppedBy.WORK, seconds=1.0),
        options=SolveOptions(),
        problem_hash=wiring.hash_of(rest),
        version="1.2.3",
        started="2026-12-01T08:00:00+07:00",
        machine="test",
    )
    id = kept(desktop, wiring.plan_json(made))
    told = visits(desktop, id)
    over = {name: item for name, item in told.items() if item["done"]}
    assert {(visit.site, visit.day.isoformat(), visit.team) for visit in rest.done} == {
        (item["site"], item["day"], item["team"]) for item in over.values()
    }
    assert len(told) == len(over) + sum(len(trip.visits) for trip in start.trips)
    assert sum(item["recorded"] for item in over.values()) == sum(visit.recorded for visit in rest.done)
    held = next(iter(over.values()))
    assert set(visits(desktop, id, until=day(2).isoformat(), team=held["team"])) <= over.keys()
    # It can be looked at, not moved.
    wrong = change(desktop, id, {"op": "remove", "site": held["site"], "day": held["day"]}, preview=True)
    assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (422, "VISIT_DONE")
    cells = desktop.get(f"/v1/plans/{id}/visits/{held['id']}/cells")
    assert (cells.status_code, cells.json()["errors"][0]["code"]) == (422, "VISIT_DONE")
