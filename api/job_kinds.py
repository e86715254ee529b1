"""The kinds of jobs that the product knows: who keeps what they make, and which process makes it.

The API, ``jemput worker`` and the embedded foreman all take them from here; the first kind has spare children.
"""

import sys
from collections.abc import Mapping

from api.plans.explaining import ExplainedPlans
from api.plans.service import SolvedPlans
from api.studies.answering import AnsweredStudies
from api.studies.conductor import Conductor, SolvedCells
from api.work.kinds import Kind
from api.work.solving import COMMAND
from api.work.states import EXPLAIN, PLAN_MONTH, STUDY, STUDY_CELL

WEIGHING = (sys.executable, "-m", "api.work.explaining")
CONDUCTING = (sys.executable, "-m", "api.scenarios.conducting")


def kinds(solver: tuple[str, ...] = COMMAND) -> Mapping[str, Kind]:
    """Every kind by its name; ``solver`` is the command that plans a period."""
    return {
        PLAN_MONTH: Kind(keep=SolvedPlans(), command=solver),
        EXPLAIN: Kind(keep=ExplainedPlans(), command=WEIGHING),
        STUDY: Kind(keep=AnsweredStudies(), command=CONDUCTING, partner=Conductor),
        STUDY_CELL: Kind(keep=SolvedCells(), command=solver),
    }
