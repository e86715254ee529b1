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
# A stream of a job that never ends would be waited for; it has tests of its own.
STREAMS = ("follow_job",)
AT_ONCE = 40
STEPS = 8
PATIENCE_S = 300


@dataclass(slots=True)
class Report:
    """What came back."""

    cases: int = 0
    chains: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    found: dict[str, str] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """As a table."""
        by_class = Counter({f"{status // 100}xx": 0 for status in (200, 400, 500)})
        for status, number in self.statuses.items():
            by_class[f"{status // 100}xx"] += number
        told = ", ".join(f"{number:,} answers {name}" for name, number in sorted(by_class.items()))
        return [
            f"{self.cases:,} cases ({self.chains:,} of them steps of chains): {told}; "
            f"{len(self.found)} kinds of breach of the contract."
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
    schema: Any = schemathesis.openapi.from_asgi("/openapi.json", app).exclude(operation_id=list(STREAMS))
    _let_calls_find_things(schema, ids)

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
        before = report.cases
        if left > len(operations):
            _chains(schema, judged, max(1, each * 2), number)
            report.chains += report.cases - before
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


def _chains(schema: Any, judged: Any, examples: int, number: int) -> None:
    base: Any = schema.as_state_machine()

    class Chain(base):  # type: ignore[misc]
        """Hands ids of answers on to calls."""

        def get_call_kwargs(self, _case: Any) -> dict[str, Any]:
            return {"timeout": PATIENCE_S}

        def validate_response(self, response: Any, case: Any, **_options: Any) -> None:
            judged(case, response)

    try:
        run_state_machine_as_test(seed(number)(Chain), settings=settings(_quiet(examples), stateful_step_count=STEPS))
    except FlakyStrategyDefinition:
        # Played again on a store that has moved on, a chain has other links; every answer until then was judged.
        return


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
        if context.operation.method in ("patch", "delete", "post", "put") and headers is not None:
            headers.setdefault("If-Match", '"1"')
        return headers
