"""A linear program that grows: rows are known first, variables come and go.

Solved by a first-order method (PDLP) to a given accuracy: where many prices are optimal it returns central
ones, and columns priced at a centre are far better than those priced at a corner. Prices need not be exact:
bounds are computed from them in integers afterwards.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.pdlp import solvers_pb2

FloatArray = NDArray[np.float64]

SMALL = 400
"""Variables up to which the simplex method is used at once."""
DEAREST = 1e5
"""No price above this is meant, in weighted people per unit of a row; it keeps whole prices within 64 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """Objective value, row prices (never negative) and variable values of a solution."""

    value: float
    prices: FloatArray
    values: FloatArray


class LinearProgram:
    """max c x, A x <= b, 0 <= x <= top."""

    def __init__(self) -> None:
        self.limits: list[float] = []
        self.worth: list[float] = []
        self.top: list[float] = []
        self._rows: list[NDArray[np.int64]] = []
        self._coefficients: list[FloatArray] = []

    def add_row(self, limit: float) -> int:
        """A row; its number."""
        self.limits.append(limit)
        return len(self.limits) - 1

    def add_variable(self, worth: float, top: float, entries: dict[int, float]) -> int:
        """A variable with its coefficients by row; its number."""
        self.worth.append(worth)
        self.top.append(top)
        rows = sorted(entries)
        self._rows.append(np.array(rows, dtype=np.int64))
        self._coefficients.append(np.array([entries[row] for row in rows], dtype=np.float64))
        return len(self.worth) - 1

    def add_entry(self, variable: int, row: int, value: float) -> None:
        """Let a variable stand in one more row."""
        self._rows[variable] = np.append(self._rows[variable], row)
        self._coefficients[variable] = np.append(self._coefficients[variable], value)

    def reduced_worth(self, prices: FloatArray) -> FloatArray:
        """Worth of each variable less the price of what it uses."""
        lengths = [len(rows) for rows in self._rows]
        paid = np.concatenate(self._coefficients) * prices[np.concatenate(self._rows)]
        owner = np.repeat(np.arange(len(lengths)), lengths)
        return np.array(self.worth) - np.bincount(owner, weights=paid, minlength=len(lengths))

    def solve(self, active: NDArray[np.bool_], *, accuracy: float) -> Solved:
        """Solve over the active variables to a relative accuracy; the others stay at 0.

        Raises
        ------
        ArithmeticError
            If the solver ends without a solution.
        """
        chosen = np.nonzero(active)[0]
        values, prices = np.zeros(len(self.worth)), np.zeros(len(self.limits))
        if len(chosen) == 0:
            return Solved(value=0.0, prices=prices, values=values)
        model = mathopt.Model.from_model_proto(self._proto(chosen))
        result = None
        if len(chosen) > SMALL:
            result = mathopt.solve(model, mathopt.SolverType.PDLP, params=_parameters(accuracy))
        # Where the first-order method has not arrived, and on small programs, a corner is better than nothing.
        if result is None or result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            result = mathopt.solve(model, mathopt.SolverType.GLOP)
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            raise ArithmeticError(f"the linear program ended with {result.termination.reason}")
        for variable, value in result.variable_values().items():
            values[chosen[variable.id]] = value
        for row, price in result.dual_values().items():
            prices[row.id] = min(max(0.0, price), DEAREST)
        return Solved(value=float(np.dot(self.worth, values)), prices=prices, values=values)

    def _proto(self, chosen: NDArray[np.int64]) -> model_pb2.ModelProto:
        proto = model_pb2.ModelProto()
        count = len(chosen)
        proto.variables.ids.extend(range(count))
        proto.variables.lower_bounds.extend([0.0] * count)
        proto.variables.upper_bounds.extend([self.top[number] for number in chosen])
        proto.variables.integers.extend([False] * count)
        proto.linear_constraints.ids.extend(range(len(self.limits)))
        proto.linear_constraints.lower_bounds.extend([-np.inf] * len(self.limits))
        proto.linear_constraints.upper_bounds.extend(self.limits)
        proto.objective.maximize = True
        worth = [(place, self.worth[number]) for place, number in enumerate(chosen) if self.worth[number] != 0]
        proto.objective.linear_coefficients.ids.extend([place for place, _ in worth])
        proto.objective.linear_coefficients.values.extend([value for _, value in worth])
        rows = np.concatenate([self._rows[number] for number in chosen])
        values = np.concatenate([self._coefficients[number] for number in chosen])
        places = np.repeat(np.arange(count), [len(self._rows[number]) for number in chosen])
        order = np.lexsort((places, rows))
        proto.linear_constraint_matrix.row_ids.extend(rows[order].tolist())
        proto.linear_constraint_matrix.column_ids.extend(places[order].tolist())
        proto.linear_constraint_matrix.coefficients.extend(values[order].tolist())
        return proto


def _parameters(accuracy: float) -> mathopt.SolveParameters:
    pdlp = solvers_pb2.PrimalDualHybridGradientParams(num_threads=1)
    pdlp.termination_criteria.simple_optimality_criteria.eps_optimal_relative = accuracy
    pdlp.termination_criteria.simple_optimality_criteria.eps_optimal_absolute = accuracy
    pdlp.termination_criteria.iteration_limit = 20_000
    return mathopt.SolveParameters(pdlp=pdlp)
