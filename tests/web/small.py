"""A little office: four villages, one of them without signal, a school, a team, and as few staff as it can do with."""

from typing import Any

from tests.api.service.sheets import SHEETS, as_json
from tests.web.conftest import Office

SILENT = "17.02.01.2002"
SCHOOL = "10700001"
ORDER = {"first": "2027-01-04", "last": "2027-01-15", "as_of": "2026-12-01", "name": "Dua pekan"}
"""Two weeks: no school holiday, no joint leave."""
RECORDERS = ("op-1", "op-2", "op-3", "op-4")
"""Two go out and two stay at the office: without one of them nobody can go out."""
OFFICE_MINIMUM = 2
QUICK_WORK = 20
"""What the form calls quick, so that a plan made by it is compared with its like."""


def sheets() -> dict[str, list[dict[str, Any]]]:
    """Its data, as it would send them."""
    villages = [{**row, "connectivity": "tidak_ada" if row["code"] == SILENT else "baik"} for row in SHEETS["villages"]]
    school = {
        "npsn": SCHOOL,
        "name": "SMA Contoh",
        "village_code": "17.02.01.2001",
        "lat": -3.471,
        "lon": 102.521,
        "pupils_16plus": 60,
        "pupils_recorded": 10,
        "share_17": 600,
        "connectivity": "baik",
    }
    teams = [{**row, "crew": "rekam:2, ikd:1, sopir:1"} for row in SHEETS["teams"]]
    skills = {**dict.fromkeys(RECORDERS, "rekam"), "ik-1": "ikd", "sp-1": "sopir"}
    staff = [{"id": name, "skills": what} for name, what in skills.items()]
    return {**SHEETS, "villages": villages, "schools": [school], "teams": teams, "staff": staff}


def planned(
    office: Office, seconds: float = 240, *, data: dict[str, list[dict[str, Any]]] | None = None, work: int = QUICK_WORK
) -> str:
    """Its data, or others of that kind, and its plan in a store that knew nothing."""
    dataset = office.client.post("/v1/datasets", json={"name": "Kantor kecil"})
    versions, seen = dataset.headers["location"] + "/versions", {"if-match": dataset.headers["etag"]}
    made = office.client.post(versions, content=as_json(sheets() if data is None else data), headers=seen)
    assert (made.status_code, made.json()["first_faults"]) == (201, []), made.text
    order = {**ORDER, "dataset_id": dataset.json()["id"], "options": {"work": work}}
    job = office.client.post("/v1/plans", json=order)
    assert job.status_code == 202, job.text
    return office.finished(job.json()["id"], seconds)
