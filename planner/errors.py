"""The errors of the core.

::

    JemputError
    ├── InputFaults     what was given cannot be a problem; carries every fault found
    │   └── PinConflict    pins contradict each other or a rule
    └── PlanFault          a plan does not belong to the problem, or may not be handed out; carries all that is wrong

Each carries a stable ``code`` and facts; how it is told, and its HTTP status, is the edge's business.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in what was given.

    Attributes
    ----------
    code
        Stable code, such as ``RECORDED_ABOVE_ELIGIBLE``.
    where
        Sheet and cell, or JSON pointer: ``"desa!D7"``, ``"/villages/3/recorded"``.
    found
        The value found, as text.
    expected
        What was expected: (Indonesian, English).
    sheet, row, column
        The same place in parts where it is a table; ``row`` counts from 1 with the heading row.
    """

    code: str
    where: str
    found: str
    expected: tuple[str, str]
    sheet: str | None = None
    row: int | None = None
    column: str | None = None


class JemputError(Exception):
    """Root of all errors that the product raises on purpose."""

    code = "JEMPUT_ERROR"


class InputFaults(JemputError):
    """What was given cannot be a problem. ``faults`` holds all that was found, in order of place."""

    code = "INPUT_FAULTS"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} faults: " + "; ".join(f"{f.code} at {f.where}" for f in faults[:5]))


class PinConflict(InputFaults):
    """Pins contradict each other or a rule; the faults name the smallest set."""

    code = "PIN_CONFLICT"


class PartsDoNotFit(ValueError):
    """Parts of a value name others that are not in it, or do not fit together. ``faults``: each at its place in it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.where} {fault.found!r}: expected {fault.expected[1]}" for fault in faults))


class PlanFault(JemputError):
    """A plan does not belong to the problem, or is not one that may be handed out.

    Attributes
    ----------
    found
        All that is wrong: where in the plan, and a sentence (Indonesian, English).
    """

    code = "PLAN_FAULT"

    def __init__(self, *found: tuple[str, tuple[str, str]]) -> None:
        self.found = found
        super().__init__("; ".join(f"{where}: {sentence[1]}" for where, sentence in found))
