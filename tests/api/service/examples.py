"""Examples of the contract, taken from a service that runs: ``python -m tests.api.service.examples`` writes them.

A little office goes through a month; what is sent and answered is kept for each operation, shortened to the first items
of long lists. Clock, ids and tokens are fixed, so that the same code gives the same examples.
"""

import json
import random
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from httpx import Response as Answer
from sqlalchemy import select

from api import wiring
from api.app import ROUTERS, create_app
from api.auth import accounts
from api.auth.accounts import NewAccount
from api.auth.roles import Role
from api.auth.secrets import KEY_MARK
from api.auth.tenants import add_office
from api.calls.contract import EXAMPLES
from api.db.engine import Database
from api.db.scope import OpenRows
from api.db.tables import offices
from api.db.upgrade import upgrade
from api.settings import Settings
from api.work import bests
from tests.api.office import day, plan_document
from tests.api.service.answered import ASKED, answer_study
from tests.api.service.sheets import SHEETS
from tests.api.service.test_layers import borders
from tests.architecture.house import ROOT

NOW = datetime(2027, 1, 4, 1, tzinfo=UTC)
PASSWORD = "kuda putih berlari pelan"  # noqa: S105  # an example
BASE = "http://127.0.0.1:8765"
FEW, MANY = 2, 12
"""Of items that are objects, and of others, so many are shown."""
FILE = ROOT / EXAMPLES


class Story:
    """Calls a service and keeps what the first good call of each operation sent and got."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.kept: dict[str, dict[str, Any]] = {}
        self.routes = [
            (method, re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(route.path_format)) + "$"), route)
            for router in ROUTERS
            for route in router.routes
            if isinstance(route, APIRoute) and route.include_in_schema
            for method in route.methods or ()
        ]

    def __call__(
        self, method: str, path: str, body: Any = None, *, seen: int | None = None, content: bytes | None = None,
        **query: Any,
    ) -> Answer:  # fmt: skip
        headers = {"x-request-id": "contoh-0001", "accept-language": "id"}
        if seen is not None:
            headers["if-match"] = f'"{seen}"'
        answer: Answer = self.client.request(
            method, path, json=body, content=content, params=query or None, headers=headers, follow_redirects=False
        )
        assert answer.status_code < 400, (method, path, answer.status_code, answer.text[:400])
        name = self._operation(method, path)
        found: dict[str, Any] = {}
        if body is not None:
            found["request"] = shortened(body)
        if "json" in answer.headers.get("content-type", "") and answer.content:
            found["response"] = shortened(answer.json())
        self.kept.setdefault(name, found)
        return answer

    def _operation(self, method: str, path: str) -> str:
        # As the service finds it: the first route that fits.
        return next(str(route.name) for verb, fits, route in self.routes if verb == method and fits.match(path))


def shortened(value: Any, name: str = "") -> Any:
    """The first items of long lists, no secrets, no definitions of schemas nor what points to them."""
    if isinstance(value, dict):
        # Generators of clients follow "$ref" wherever they meet it.
        return {key: shortened(item, key) for key, item in value.items() if key not in ("$defs", "$ref")}
    if isinstance(value, list):
        most = FEW if value and isinstance(value[0], dict) else MANY
        return [shortened(item) for item in value[:most]]
    if isinstance(value, str):
        if name in ("password", "old", "new"):
            return "kata sandi yang panjang"
        if value.startswith(KEY_MARK):
            return f"{KEY_MARK}contoh"
    return value


class _Moment(datetime):
    """The moment at which everything happens, where no clock is handed in."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "_Moment":
        return cls.fromtimestamp(NOW.timestamp(), tz or UTC)


@contextmanager
def fixed() -> Iterator[None]:
    """Ids and tokens out of a fixed sequence."""
    chance = random.Random(2027)  # examples, no secrets
    moments = iter(range(int(NOW.timestamp()) * 1_000, 10**15))

    def token(size: int = 32) -> str:
        return f"{chance.getrandbits(8 * size):x}"

    with (
        # Their names in these modules alone: who else asks for the time gets the real one.
        patch("api.db.identity.time", SimpleNamespace(time_ns=lambda: next(moments) * 1_000_000)),
        patch("api.db.identity.secrets", SimpleNamespace(randbits=chance.getrandbits)),
        patch("api.auth.secrets.secrets", SimpleNamespace(token_urlsafe=token)),
        patch("api.auth.tenants.datetime", _Moment),
        patch("api.reference.endpoints.product_version", lambda: "0.1.0"),
    ):
        yield


def made(folder: Path) -> dict[str, dict[str, Any]]:
    """The examples, by operation."""
    path = folder / "jemput.sqlite3"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    settings = Settings(data_folder=folder, desktop=False, port=8765, solves=0)
    with fixed():
        app = create_app(settings, database=database, clock=lambda: NOW)
        story = Story(TestClient(app, base_url=BASE, raise_server_exceptions=False))
        for part in (_coming_in, _people, _data, _plans, _by_hand, _jobs, _studies, _publishing, _maps):
            part(story, database)
        _reference(story, database)
        _leaving(story, database)
    database.close()
    return dict(sorted(story.kept.items()))


# --- the story -----------------------------------------------------------------------------------------------


def _coming_in(story: Story, database: Database) -> None:
    story("GET", "/v1/setup")
    story("GET", "/v1/session/ways")
    with database.writing() as connection:
        token = accounts.new_setup_token(OpenRows(connection), NOW)
    wish = {
        "token": token, "office_code": "17.02", "office_name": "Dinas Dukcapil Kabupaten Uji",
        "time_zone": "WIB", "login": "sri", "password": PASSWORD,
    }  # fmt: skip
    story("POST", "/v1/setup", wish)
    story("POST", "/v1/session", {"login": "sri", "password": PASSWORD})
    story("GET", "/v1/session")
    # From here on somebody who may do everything.
    with database.writing() as connection:
        rows = OpenRows(connection)
        office = office_id(rows)
        account = NewAccount(login="kepala", password=PASSWORD, roles=(Role.ADMIN, Role.HEAD, Role.PLANNER))
        id = accounts.add_account(rows.of(office), account, NOW)
        story.client.cookies.set("jemput_session", accounts.begin_session(rows, id, office, NOW, 12))
    story("GET", "/v1/office")
    story("PATCH", "/v1/office", {"name": "Dinas Dukcapil Kabupaten Uji"}, seen=1)


def office_id(rows: OpenRows) -> str:
    """The id of the one office."""
    found = rows.one(select(offices.c.id))
    assert found is not None
    return str(found.id)


def _people(story: Story, _database: Database) -> None:
    wish = {"login": "budi", "password": PASSWORD, "roles": ["team_lead"], "teams": ["t2"]}
    account = story("POST", "/v1/accounts", wish).json()
    story("GET", "/v1/accounts")
    story("GET", f"/v1/accounts/{account['id']}")
    story("PATCH", f"/v1/accounts/{account['id']}", {"teams": ["t1", "t2"]}, seen=1)
    key = story("POST", "/v1/keys", {"name": "QGIS", "scopes": ["published:read"], "days": 90}).json()
    story("GET", "/v1/keys")
    story("DELETE", f"/v1/keys/{key['id']}")


def _data(story: Story, _database: Database) -> None:
    data = story("POST", "/v1/datasets", {"name": "Januari 2027"}).json()["id"]
    at = f"/v1/datasets/{data}"
    story("POST", f"{at}/versions", SHEETS, seen=1)
    edit = {"op": "set", "sheet": "villages", "row": 2, "cells": {"recorded": "965"}}
    story("POST", f"{at}/edits", {"edits": [edit], "why": "rekapitulasi Desember"}, seen=2)
    wrong = {"op": "set", "sheet": "villages", "row": 3, "cells": {"recorded": "1200"}}
    story("POST", f"{at}/edits", {"edits": [wrong], "why": "salah ketik"}, seen=3)
    story("GET", f"{at}/versions/3/faults")
    story("POST", f"{at}/restores", {"version": 2, "why": "salah ketik"}, seen=4)
    story("GET", at)
    story("GET", f"{at}/versions")
    story("GET", f"{at}/versions/2")
    story("GET", f"{at}/versions/2/sheets/villages")
    versions: dict[str, Any] = {"before": 1, "with": 2}
    story("GET", f"{at}/differences", **versions)
    story("GET", "/v1/datasets")
    story("PATCH", at, {"name": "Januari 2027, Kabupaten Uji"}, seen=5)
    land = json.loads(borders().to_json())
    story("POST", f"{at}/layers/villages", land, seen=6, file="desa.geojson", why="batas dari BIG")
    story("GET", f"{at}/versions/5/layers/villages")
    story("GET", f"{at}/versions/5/layers/villages/file")
    story("DELETE", f"{at}/layers/villages", seen=7, why="batas lama")
    other = story("POST", "/v1/datasets", {"name": "Coba"}).json()["id"]
    story("DELETE", f"/v1/datasets/{other}", seen=1)
    story("POST", "/v1/check/data", content=json.dumps(SHEETS).encode(), file="data.json")


def _imported(story: Story, name: str) -> str:
    return str(
        story("POST", "/v1/plans/imports", json.loads(wiring.plan_json(plan_document())), name=name).json()["id"]
    )


def _plans(story: Story, _database: Database) -> None:
    story("POST", "/v1/check/plan", json.loads(wiring.plan_json(plan_document())))
    plan, other = _imported(story, "Januari 2027"), _imported(story, "Januari 2027, coba")
    at = f"/v1/plans/{plan}"
    story("GET", "/v1/plans")
    story("GET", at)
    for part in (
        "revisions", "visits", "stock", "costs", "left-out", "coverage", "calendar", "ledgers/stock", "ledgers/money",
        "history", "files",
    ):  # fmt: skip
        story("GET", f"{at}/{part}")
    late = {"kind": "delivery", "due": day(5).isoformat(), "day": day(8).isoformat(), "quantity": 60}
    story("POST", f"{at}/ledgers/stock/preview", {"changes": [late]})
    story("GET", f"{at}/left-out/17.02.01.2004")
    second: dict[str, Any] = {"with": other}
    story("GET", f"{at}/comparison", **second)
    story("GET", f"{at}/files/plan.geojson")
    story("GET", "/v1/attention", month="2027-01", today="2027-01-04")
    story("PATCH", at, {"name": "Januari 2027, kantor"}, seen=1)
    story("DELETE", f"/v1/plans/{other}", seen=1)


def _by_hand(story: Story, _database: Database) -> None:
    plan, other = _imported(story, "Papan"), _imported(story, "Sisa bulan")
    at = f"/v1/plans/{plan}"
    school = {"site": "10703040", "day": day(2).isoformat()}
    move = {"op": "move", **school, "to_day": day(3).isoformat(), "to_team": "t2"}
    wish = {"changes": [move], "why": "sekolah minta hari lain"}
    story("GET", f"{at}/visits/10703040@{day(2)}/cells")
    story("GET", f"{at}/slots", site="17.02.01.2004")
    story("POST", f"{at}/changes/preview", wish)
    story("POST", f"{at}/changes", wish, seen=1)
    story("POST", f"{at}/undo", seen=2)
    story("POST", f"{at}/redo", seen=3)
    story("POST", f"{at}/restores", {"revision": 1}, seen=4)
    story("POST", f"{at}/adoptions", {"plan_id": other}, seen=5)


def _jobs(story: Story, database: Database) -> None:
    data = story("GET", "/v1/datasets").json()["items"][0]["id"]
    order = {
        "dataset_id": data, "first": "2027-02-01", "last": "2027-02-28", "name": "Februari 2027",
        "policy": {"notice_days": "10"}, "options": {"work": 100, "seed": 1, "workers": 2},
    }  # fmt: skip
    job = story("POST", "/v1/plans", order).json()["id"]
    story("GET", "/v1/jobs")
    story("GET", f"/v1/jobs/{job}")
    story("PATCH", f"/v1/jobs/{job}", {"priority": 5}, seen=100)
    story("POST", f"/v1/jobs/{job}/cancel")
    story("GET", f"/v1/jobs/{job}/series")
    story("GET", f"/v1/jobs/{job}/events", after=2_000_000_000)
    story("POST", f"/v1/jobs/{job}/retry")
    running = story("POST", "/v1/plans", order).json()["id"]
    document = plan_document()
    with database.writing() as connection:
        rows = OpenRows(connection)
        bests.keep(rows.of(office_id(rows)), running, document.summary.value, wiring.plan_json(document), NOW)
    for part in ("best", "best/visits", "best/map/routes"):
        story("GET", f"/v1/jobs/{running}/{part}")
    plan = story("GET", "/v1/plans").json()["items"][0]["id"]
    story("POST", f"/v1/plans/{plan}/explanations", {"sites": ["17.02.01.2004"]})
    story("POST", f"/v1/plans/{plan}/replans", {"hold": [f"10703040@{day(2)}"], "options": {"work": 6}})


def _studies(story: Story, database: Database) -> None:
    story("GET", "/v1/scenarios/changes")
    saved = story("POST", "/v1/scenarios", ASKED["scenario"][1]).json()["id"]
    story("GET", "/v1/scenarios")
    story("GET", f"/v1/scenarios/{saved}")
    story("PUT", f"/v1/scenarios/{saved}", {**ASKED["scenario"][1], "title": "Satu tim lagi"}, seen=1)
    data = story("GET", "/v1/datasets").json()["items"][0]["id"]
    grid = {"name": "uang", "axes": [{"vary": "budget", "from": 1_000_000, "to": 3_000_000, "step": 1_000_000}]}
    swing = {"name": "stok", "low": ASKED["scenario"][0]["changes"], "high": [{"kind": "stock", "difference": 200}]}
    wish = {
        **ASKED, "name": "Usulan anggaran 2027", "dataset_id": data, "scenario": ASKED["scenario"][:1],
        "scenario_ids": [saved], "grid": [grid], "swing": [swing],
    }  # fmt: skip
    story("POST", "/v1/studies/check", wish)
    job = story("POST", "/v1/studies", wish).json()
    with database.reading() as connection:
        office = office_id(OpenRows(connection))
    answer_study(database, office, job["id"], NOW)
    at = f"/v1/studies/{job['study_id']}"
    story("GET", "/v1/studies")
    story("GET", at)
    for part in ("table", "curves", "tornado", "seeks", "files/hasil.json"):
        story("GET", f"{at}/{part}")
    story("GET", f"{at}/differences", scenario="tim-lagi")
    story("GET", f"{at}/scenarios/dasar/risk", runs=50)
    story("GET", f"{at}/scenarios/dasar/papers/rab.xlsx")
    story("POST", f"{at}/scenarios/tim-lagi/plan")
    story("POST", f"{at}/run", {"priority": 0})
    story("DELETE", at, seen=1)
    story("DELETE", f"/v1/scenarios/{saved}", seen=2)


def _publishing(story: Story, _database: Database) -> None:
    refused = story("POST", "/v1/publications", {"plan_id": _imported(story, "Lain"), "revision": 1}).json()["id"]
    story("POST", f"/v1/publications/{refused}/reject", {"why": "stok belum pasti"}, seen=1)
    plan = _imported(story, "Januari 2027")
    wish = {"plan_id": plan, "revision": 1, "why": "siap diumumkan"}
    publication = story("POST", "/v1/publications", wish).json()["id"]
    at = f"/v1/publications/{publication}"
    story("POST", f"{at}/approve", {"why": "setuju"}, seen=1)
    story("GET", "/v1/publications")
    story("GET", at)
    visit = f"{at}/visits/10703040@{day(2)}"
    story("PUT", f"{visit}/state", {"state": "announced"}, seen=0)
    story("GET", f"{at}/visits")
    story("GET", visit)
    days = {"first": "2027-01-01", "last": "2027-01-31"}
    link = story("POST", "/v1/public-links", days).json()
    story("GET", "/v1/public-links")
    story("GET", f"/v1/public/{link['token']}")
    story("GET", link["path"])
    story("DELETE", f"/v1/public-links/{link['id']}")
    story("GET", "/v1/audit")


def _maps(story: Story, _database: Database) -> None:
    plan = story("GET", "/v1/plans").json()["items"][0]["id"]
    story("GET", f"/v1/plans/{plan}/map/villages")
    for root in ("/ogc", f"/ogc/plans/{plan}"):
        for part in ("", "/conformance", "/collections", "/collections/visits", "/collections/visits/items"):
            story("GET", root + part)
        feature = story("GET", f"{root}/collections/visits/items").json()["features"][0]["id"]
        story("GET", f"{root}/collections/visits/items/{feature}")


def _reference(story: Story, _database: Database) -> None:
    for part in ("version", "rules", "reasons", "sheets", "parameters", "rates", "holidays/2027", "schemas"):
        story("GET", f"/v1/reference/{part}")
    story("GET", "/v1/reference/schemas/plan-1.json")
    for part in ("live", "ready"):
        story("GET", f"/health/{part}")
    story("GET", "/metrics")


def _leaving(story: Story, database: Database) -> None:
    """The province, then the way out."""
    with database.writing() as connection:
        rows = OpenRows(connection)
        add_office(rows, id="off_provinsi", code="17", name="Dinas Dukcapil Provinsi Uji", time_zone="WIB")
        account = NewAccount(login="provinsi", password=PASSWORD, roles=(Role.PROVINCE_VIEWER,))
        id = accounts.add_account(rows.of("off_provinsi"), account, NOW)
        story.client.cookies.set("jemput_session", accounts.begin_session(rows, id, "off_provinsi", NOW, 12))
    story("GET", "/v1/province/totals", month="2027-01")
    story("PUT", "/v1/session/password", {"old": PASSWORD, "new": "sapi hitam tidur siang"})
    story.client.cookies.clear()
    story("POST", "/v1/session", {"login": "provinsi", "password": "sapi hitam tidur siang"})
    story("DELETE", "/v1/session")


def written(found: dict[str, dict[str, Any]]) -> str:
    """As they stand in their file."""
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        FILE.write_text(written(made(Path(folder))), encoding="utf-8", newline="\n")
