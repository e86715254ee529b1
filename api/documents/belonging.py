"""What a plan holds that does not belong to its problem, told thing by thing in both languages."""

from api.errors import fault
from planner.errors import InputFaults, PlanFault


def not_of_problem(error: PlanFault, where: str) -> InputFaults:
    """Faults of the file, or of the part of a request, that is named ``where``."""
    return InputFaults(
        tuple(
            fault(
                "PLAN_NOT_OF_PROBLEM",
                where,
                place,
                f"{indonesian}; yang diharapkan: rencana yang nama, tanggal dan angkanya cocok dengan datanya",
                f"{english}; expected: a plan whose names, dates and figures belong to its problem",
            )
            for place, (indonesian, english) in error.found
        )
    )
