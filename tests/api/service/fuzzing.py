"""Calls that nobody thought of, made from the contract: every answer must be one that the contract speaks of.

Single calls of every operation, with values inside and outside the contract, then chains of calls that hand ids on
from answer to call. The service has something of every kind, so that calls find what they name.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import SkipTest

import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.errors import FlakyStrategyDefinition, Unsatisfiable
from hypothesis.stateful import run_state_machine_as_test
from schemathesis.checks import CheckFunction
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.stateful.state_machine import normalize_name
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy import select

from api.app import create_app
from api.calls.state import utc_now
from api.db.engine import Database
from api.db.tables import offices
from api.db.upgrade import upgrade
from api.settings import Settings
from tests.api.service.answered import ASKED, answer_study
from tests.api.service.sheets import as_json

CHECKS: list[CheckFunction] = [
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]
CHANGES = ("patch", "delete", "post", "put")
# A stream of a job that never ends would be waited for; it has tests of its own.
STREAMS = ("follow_job",)
AT_ONCE = 40
STEPS = 8
CHAINED = 8
"""One call of so many is a step of a chain."""
AT_A_TIME = 5
MOST_BARREN = 20
"""Runs of chains without a step after which there will be none."""
PATIENCE_S = 300


@dataclass(slots=True)
class Report:
    """What came back."""

    cases: int = 0
    chains: int = 0
    handed: int = 0
    """Steps that took an id, or more, from an answer before."""
    found_by_hand: int = 0
    """Those that found what they named."""
    statuses: Counter[int] = field(default_factory=Counter)
    found: dict[str, str] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """As a table."""
        by_class = Counter({f"{status // 100}xx": 0 for status in (200, 400, 500)})
        for status, number in self.statuses.items():
            by_class[f"{status // 100}xx"] += number
        told = ", ".join(f"{number:,} answers {name}" for name, number in sorted(by_class.items()))
        return [
            f"{self.cases:,} cases: {told}; {len(self.found)} kinds of breach of the contract.",
            f"{self.chains:,} of them were steps of chains; {self.handed:,} of those took ids from an answer before, "
            f"and {self.found_by_hand:,} found what these name (the others 404).",
        ]


def bed(folder: Path, plan: bytes) -> tuple[FastAPI, dict[str, str]]:
    """A service in desktop mode with one of everything, and the ids by the first part of their address."""
    own = Settings(data_folder=folder, extra_hosts=("testserver",), solves=0, queue_limit=1_000_000)
    database = Database(own.url)
    upgrade(database)
    app = create_app(own, database=database)
    client = TestClient(app)
    data = client.post("/v1/datasets", json={"name": "Kantor"})
    address = data.headers["location"]
    made = client.post(f"{address}/versions", content=as_json(), headers={"if-match": data.headers["etag"]})
    kept = client.post("/v1/plans/imports", content=plan)
    order = {"dataset_id": data.json()["id"], "first": "2027-01-04", "last": "2027-01-09", "as_of": "2026-12-01"}
    job = client.post("/v1/plans", json=order)
    published = client.post("/v1/publications", json={"plan_id": kept.json()["id"], "revision": 1})
    study = client.post("/v1/studies", json={**ASKED, "dataset_id": data.json()["id"]})
    saved = client.post("/v1/scenarios", json=ASKED["scenario"][0])
    answers = (data, made, kept, job, published, study, saved)
    status = [answer.status_code for answer in answers]
    assert status == [201, 201, 201, 202, 201, 202, 201], [item.text[:300] for item in answers]
    with database.reading() as connection:
        office = str(connection.execute(select(offices.c.id)).scalar_one())
    answer_study(database, office, study.json()["id"], utc_now())
    ids = {"datasets": data, "plans": kept, "jobs": job, "publications": published, "scenarios": saved}
    found = {name: item.json()["id"] for name, item in ids.items()}
    return app, {**found, "studies": study.json()["study_id"]}


def fuzz(app: FastAPI, ids: dict[str, str], *, cases: int, start: int = 0) -> Report:
    """Calls until there were so many; the same number and start give the same calls."""
    report = Report()
    schema = _contract(app)
    _let_calls_find_things(schema, ids)
    # Chains name what answers told them, so they go without the hooks.
    machine = _machine(_contract(app))

    def judged(case: Any, response: Any) -> None:
        report.cases += 1
        report.statuses[response.status_code] += 1
        name = f"{case.operation.method.upper()} {case.operation.path}"
        if response.status_code >= 500:
            report.found.setdefault(f"{name}: {response.status_code}", case.as_curl_command()[:2_000])
            return
        for check in CHECKS:
            try:
                case.validate_response(response, checks=[check])
            except FailureGroup as error:
                report.found.setdefault(f"{name}: {check.__name__}", f"{error}\n{case.as_curl_command()}"[:2_000])

    operations = [item.ok() for item in schema.get_all_operations()]
    number = start
    while report.cases < cases:
        left = cases - report.cases
        each = max(1, min(AT_ONCE, left // (2 * len(operations))))
        for operation in operations:
            _calls(operation, judged, each, number)
        _chains(machine, judged, report, max(STEPS, each * 2 * len(operations) // CHAINED), number)
        number += 1
    return report


def _quiet(examples: int) -> settings:
    return settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )


def _calls(operation: Any, judged: Any, examples: int, number: int) -> None:
    for mode in schemathesis.GenerationMode:

        @seed(number)
        @_quiet(examples)
        @given(case=operation.as_strategy(generation_mode=mode))
        def call(case: Any) -> None:
            judged(case, case.call(timeout=PATIENCE_S))

        try:
            call()
        except (Unsatisfiable, SkipTest):
            # Nothing can be wrong with a call that takes nothing.
            continue


def _contract(app: FastAPI) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", app).exclude(operation_id=list(STREAMS))


def _machine(schema: Any) -> Any:
    """Chains of calls. They begin with calls that need no id: with one made up, a call leads nowhere."""
    made = schema.as_state_machine()
    for item in schema.get_all_operations():
        label = item.ok().label
        rule = normalize_name(f"RANDOM -> {label}")
        if "{" in label and rule in made.root_rules:
            delattr(made, rule)
    return made


def _chains(machine: Any, judged: Any, report: Report, steps: int, number: int) -> None:
    """Chains until they made so many steps more."""
    wanted, barren, turn = report.chains + steps, 0, 0
    while report.chains < wanted and barren < MOST_BARREN:
        before = report.chains
        _chain(machine, judged, report, number * 1_000 + turn)
        turn += 1
        barren = barren + 1 if report.chains == before else 0


def _chain(machine: Any, judged: Any, report: Report, number: int) -> None:
    class Chain(machine):  # type: ignore[misc]
        """Hands ids of answers on to calls, and says what it has read."""

        def __init__(self) -> None:
            super().__init__()
            self.tags: dict[str, str] = {}

        def step(self, given: Any) -> Any:
            output = super().step(given)
            if given.transition is not None and given.is_applied and given.case.path_parameters:
                report.handed += 1
                report.found_by_hand += output.response.status_code != 404
            return output

        def before_call(self, case: Any) -> None:
            tag = self.tags.get(_thing(case.formatted_path))
            if tag is not None and case.operation.method in CHANGES:
                case.headers = {**(case.headers or {}), "If-Match": tag}

        def after_call(self, response: Any, case: Any) -> None:
            for tag in response.headers.get("etag", ()):
                place = (response.headers.get("location") or [case.formatted_path])[0]
                self.tags[_thing(place)] = tag
            self.tags |= _tags_of_list(case, response)

        def get_call_kwargs(self, _case: Any) -> dict[str, Any]:
            return {"timeout": PATIENCE_S}

        def validate_response(self, response: Any, case: Any, **_options: Any) -> None:
            report.chains += 1
            judged(case, response)

    examples = settings(_quiet(AT_A_TIME), stateful_step_count=STEPS)
    try:
        run_state_machine_as_test(seed(number)(Chain), settings=examples)
    except FlakyStrategyDefinition:
        # Played again on a store that has moved on, a chain has other links; every answer until then was judged.
        return


def _tags_of_list(case: Any, response: Any) -> dict[str, str]:
    """Where a list tells what it lists, it tells what each entry was when it was read."""
    if case.operation.method != "get" or response.status_code != 200 or "json" not in str(response.headers):
        return {}
    told = response.json()
    items = told.get("items", ()) if isinstance(told, dict) else ()
    return {
        f"{case.formatted_path}/{item['id']}": f'"{item["revision"]}"'
        for item in items
        if item.keys() >= {"id", "revision"}
    }


def _thing(path: str) -> str:
    """What an address speaks of: ``/v1/plans/plan_1`` of ``/v1/plans/plan_1/changes``."""
    return "/".join(path.split("/")[:4])


def _let_calls_find_things(schema: Any, ids: dict[str, str]) -> None:
    """Every other call names something that is there, and says that it has read it."""

    @schema.hook  # type: ignore[untyped-decorator]
    def map_path_parameters(context: Any, path_parameters: Any) -> Any:
        path = context.operation.path.split("/")
        kind = path[2] if len(path) > 2 else ""
        if path_parameters and "id" in path_parameters and kind in ids and len(str(path_parameters["id"])) % 2 == 0:
            path_parameters["id"] = ids[kind]
        return path_parameters

    @schema.hook  # type: ignore[untyped-decorator]
    def map_headers(context: Any, headers: Any) -> Any:
        if context.operation.method in CHANGES and headers is not None:
            headers.setdefault("If-Match", '"1"')
        return headers
