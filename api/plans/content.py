"""Plans as they were kept, parsed once and looked up often: what is kept under a hash never changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from api import wiring
from api.db import blobs
from api.db.scope import OfficeRows
from api.documents.facts import PlanFacts
from planner.domain.plan import PlanDocument
from planner.units import ValueUnits, gap_basis_points, milli_people

KEPT = 24


class _Cache:
    """The plans that were looked at last, by office and hashes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[str, str, str], PlanFacts] = OrderedDict()

    def get(self, key: tuple[str, str, str]) -> PlanFacts | None:
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: tuple[str, str, str], facts: PlanFacts) -> None:
        with self._lock:
            self._held[key] = facts
            while len(self._held) > self._most:
                self._held.popitem(last=False)


_cache = _Cache(KEPT)


def facts_of(rows: OfficeRows, problem_sha256: str, document_sha256: str) -> PlanFacts:
    """Plan and problem of these hashes."""
    return _facts(rows, problem_sha256, document_sha256, lambda: blobs.get(rows, document_sha256))


def facts_named(rows: OfficeRows, problem_sha256: str, name: str, document: bytes) -> PlanFacts:
    """The same of a document that is not kept under its hash; its content never changes under its name."""
    return _facts(rows, problem_sha256, name, lambda: document)


def _facts(rows: OfficeRows, problem_sha256: str, name: str, content: Callable[[], bytes]) -> PlanFacts:
    key = (rows.office_id, problem_sha256, name)
    found = _cache.get(key)
    if found is None:
        document = wiring.parse_plan(content())
        problem = document.problem or wiring.parse_problem(blobs.get(rows, problem_sha256))
        found = PlanFacts(problem, document)
        _cache.put(key, found)
    return found


def with_bound(document: PlanDocument, bound: ValueUnits | None) -> PlanDocument:
    """The document with a bound that was proven after its plan was found, where it is the lower one."""
    told = document.summary
    if bound is None or told.bound is None or not told.value <= bound < told.bound:
        return document
    gap = gap_basis_points(told.value, bound) / 100
    return replace(
        document,
        summary=replace(told, bound=bound, bound_milli=-milli_people(-bound), gap_percent=gap),
    )
