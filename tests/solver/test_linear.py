"""The growing linear program against programs solved by hand."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from ortools.math_opt.python.mathopt import Model, SolverType, TerminationReason, solve

from solver.master.linear import SMALL, LinearProgram

FINE = 1e-8


def every(program: LinearProgram) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """All variables."""
    return np.ones(len(program.worth), dtype=np.bool_)


def two_crops() -> LinearProgram:
    """max 3 x + 5 y; x <= 4, 2 y <= 12, 3 x + 2 y <= 18: best 36 at (2, 6), prices (0, 1.5, 1)."""
    program = LinearProgram()
    rows = [program.add_row(limit) for limit in (4.0, 12.0, 18.0)]
    program.add_variable(3.0, np.inf, {rows[0]: 1.0, rows[2]: 3.0})
    program.add_variable(5.0, np.inf, {rows[1]: 2.0, rows[2]: 2.0})
    return program


def test_value_amounts_and_prices_of_a_known_program() -> None:
    program = two_crops()
    solved = program.solve(every(program), accuracy=FINE)
    assert solved.value == pytest.approx(36.0, rel=1e-5)
    assert solved.values == pytest.approx([2.0, 6.0], rel=1e-4)
    assert solved.prices == pytest.approx([0.0, 1.5, 1.0], abs=1e-4)
    assert (solved.prices >= 0).all()


@pytest.mark.parametrize("left", [{SolverType.GLOP}, {SolverType.GLOP, SolverType.HIGHS}])
def test_what_one_solver_leaves_is_solved_by_the_other(left: set[SolverType], monkeypatch: pytest.MonkeyPatch) -> None:
    def leaving(model: Model, solver: SolverType) -> Any:
        if solver in left:
            return SimpleNamespace(termination=SimpleNamespace(reason=TerminationReason.IMPRECISE))
        return solve(model, solver)

    monkeypatch.setattr("solver.master.linear.mathopt.solve", leaving)
    program = two_crops()
    if len(left) == 2:
        with pytest.raises(ArithmeticError, match="IMPRECISE and IMPRECISE"):
            program.solve(every(program), accuracy=FINE)
    else:
        assert program.solve(every(program), accuracy=FINE).prices == pytest.approx([0.0, 1.5, 1.0], abs=1e-6)


def test_prices_and_limits_are_worth_what_the_program_is_worth() -> None:
    program = two_crops()
    solved = program.solve(every(program), accuracy=FINE)
    assert float(np.dot(solved.prices, program.limits)) == pytest.approx(solved.value, rel=1e-5)
    assert program.reduced_worth(solved.prices) == pytest.approx([0.0, 0.0], abs=1e-4)


def test_reduced_worth_is_worth_less_what_the_rows_cost() -> None:
    program = two_crops()
    assert program.reduced_worth(np.array([1.0, 1.0, 0.5])).tolist() == [3 - 1 - 1.5, 5 - 2 - 1]


def test_a_sleeping_variable_stays_at_nothing() -> None:
    program = two_crops()
    solved = program.solve(np.array([True, False]), accuracy=FINE)
    assert solved.value == pytest.approx(12.0, rel=1e-5)
    assert solved.values[1] == 0.0


def test_a_variable_keeps_below_its_top() -> None:
    program = LinearProgram()
    row = program.add_row(10.0)
    program.add_variable(1.0, 3.0, {row: 1.0})
    assert program.solve(every(program), accuracy=FINE).value == pytest.approx(3.0, rel=1e-5)


def test_a_program_grows_by_variables_rows_and_entries() -> None:
    program = two_crops()
    program.add_variable(10.0, np.inf, {2: 2.0})
    assert program.solve(every(program), accuracy=FINE).value == pytest.approx(90.0, rel=1e-5)
    program.add_entry(2, program.add_row(4.0), 2.0)
    # At most 2 of the third for 20; 14 of the last row are left: 6 of the second for 30 and 2/3 of the first.
    assert program.solve(every(program), accuracy=FINE).value == pytest.approx(52.0, rel=1e-4)


def test_without_room_nothing_is_earned() -> None:
    program = LinearProgram()
    row = program.add_row(0.0)
    program.add_variable(7.0, np.inf, {row: 1.0})
    solved = program.solve(every(program), accuracy=FINE)
    assert solved.value == pytest.approx(0.0, abs=1e-6)
    assert solved.prices[0] >= 7.0 - 1e-4


def test_many_variables_are_solved_as_few() -> None:
    count, room = SMALL + 50, 40
    program = LinearProgram()
    row = program.add_row(float(room))
    worth = [1.0 + (number * 37 % count) / count for number in range(count)]
    for one in worth:
        program.add_variable(one, 1.0, {row: 1.0})
    solved = program.solve(every(program), accuracy=1e-6)
    assert solved.value == pytest.approx(sum(sorted(worth)[-room:]), rel=1e-4)
    assert float(solved.values.sum()) == pytest.approx(room, rel=1e-4)
