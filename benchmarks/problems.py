"""The problems that are measured: the embedded data in January 2027, seen from 1 December 2026."""

from datetime import date

from geodata.assemble import assemble
from geodata.datasets import dataset_sheets, title
from planner.domain.problem import Problem

DATASETS = ("rejang-lebong", "rejang-lebong-stok-tipis", "rejang-lebong-ikd")
MONTH = "2027-01"
FIRST, LAST = date(2027, 1, 1), date(2027, 1, 31)
AS_OF = date(2026, 12, 1)


def dataset_problem(name: str) -> Problem:
    """The problem of an embedded dataset in the month that all figures speak of."""
    return assemble(dataset_sheets(name), name=title(name), first=FIRST, last=LAST, as_of=AS_OF)
