"""The best plan so far is sent at once when the run is told to end: nothing is lost that a user has seen."""

import threading

from api.work import so_far
from api.work.so_far import SoFar
from planner.domain.plan import Plan, PlanDocument, SolveOptions
from planner.ports import Progress
from tests.build import month, plan_of, trip, village, visit

PROBLEM = month(village("a"), days=3)
SOON_S = 10.0


def told(plan: Plan) -> Progress:
    return Progress(stage="bound", done_permille=100, value=1, bound=10**18, plan=plan)


def test_a_plan_waits_for_its_turn_until_the_run_is_to_end() -> None:
    sent: list[PlanDocument] = []
    came = threading.Semaphore(0)

    def send(document: PlanDocument) -> None:
        sent.append(document)
        came.release()

    here = SoFar(PROBLEM, SolveOptions(), send, elapsed=lambda: 1.0, machine="test")
    here.hear(told(plan_of(PROBLEM, trip("t1", 1, visit("a", 10)))))
    assert came.acquire(timeout=SOON_S)
    # The next one comes while the first rests, and would rest longer than the caller waits.
    here.hear(told(plan_of(PROBLEM, trip("t1", 1, visit("a", 20)))))
    assert not came.acquire(timeout=so_far.REST_S / 10)
    here.hurry()
    assert came.acquire(timeout=so_far.REST_S / 2)
    assert [document.trips[0].visits[0].people[0].invited for document in sent] == [10, 20]
    here.close()
