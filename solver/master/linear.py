"""A linear program that grows: rows are known first, variables come and go.

Solved by a first-order method (PDLP) to a given accuracy: where many prices are optimal it returns central
ones, and columns priced at a centre are far better than those priced at a corner. Prices need not be exact:
bounds are computed from them in integers afterwards.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt
from ortools.pdlp import solve_log_pb2, solvers_pb2
from ortools.pdlp.python import pdlp
from scipy.sparse import csc_matrix

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
        self._last_values: FloatArray = np.zeros(0)
        self._last_prices: FloatArray = np.zeros(0)

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
        if not self._rows:
            return np.zeros(0)
        prices = _longer(prices, len(self.limits))
        lengths = [len(rows) for rows in self._rows]
        paid = np.concatenate(self._coefficients) * prices[np.concatenate(self._rows)]
        owner = np.repeat(np.arange(len(lengths)), lengths)
        return np.array(self.worth) - np.bincount(owner, weights=paid, minlength=len(lengths))

    def solve(self, active: NDArray[np.bool_], *, accuracy: float) -> Solved:
        """Solve over the active variables to a relative accuracy, from the last solution; the others stay at 0.

        Raises
        ------
        ArithmeticError
            If the solver ends without a solution.
        """
        chosen = np.nonzero(active)[0]
        values, prices = np.zeros(len(self.worth)), np.zeros(len(self.limits))
        if len(chosen) == 0:
            return Solved(value=0.0, prices=prices, values=values)
        found = self._near(chosen, accuracy) if len(chosen) > SMALL else None
        # Where the first-order method has not arrived, and on small programs, a corner is better than nothing.
        values[chosen], duals = found if found is not None else self._at_corner(chosen)
        prices = np.clip(duals, 0.0, DEAREST)
        self._last_values, self._last_prices = values, prices
        return Solved(value=float(np.dot(self.worth, values)), prices=prices, values=values)

    def last(self) -> tuple[FloatArray, FloatArray]:
        """Values and prices of the last solution."""
        return self._last_values, self._last_prices

    def last_prices(self) -> FloatArray:
        """Prices of the last solution, 0 for rows that came after it."""
        return _longer(self._last_prices, len(self.limits))

    def go_on_from(self, values: FloatArray, prices: FloatArray) -> None:
        """Start the next solution from another than the last; variables and rows that are newer start at 0."""
        self._last_values, self._last_prices = values, prices

    def _matrix(self, chosen: NDArray[np.int64]) -> csc_matrix:
        """The coefficients of some variables; shape (rows, variables)."""
        lengths = [len(self._rows[number]) for number in chosen]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        rows = np.concatenate([self._rows[number] for number in chosen])
        values = np.concatenate([self._coefficients[number] for number in chosen])
        return csc_matrix((values, rows, starts), shape=(len(self.limits), len(chosen)))

    def _near(self, chosen: NDArray[np.int64], accuracy: float) -> tuple[FloatArray, FloatArray] | None:
        """Values and prices by the first-order method; ``None`` where it does not arrive."""
        program = pdlp.QuadraticProgram()
        program.resize_and_initialize(len(chosen), len(self.limits))
        program.objective_vector = -np.array(self.worth)[chosen]
        program.variable_lower_bounds = np.zeros(len(chosen))
        program.variable_upper_bounds = np.array(self.top)[chosen]
        program.constraint_lower_bounds = np.full(len(self.limits), -np.inf)
        program.constraint_upper_bounds = np.array(self.limits)
        program.constraint_matrix = self._matrix(chosen)
        start = pdlp.PrimalAndDualSolution()
        start.primal_solution = _longer(self._last_values, len(self.worth))[chosen]
        start.dual_solution = -_longer(self._last_prices, len(self.limits))
        result = pdlp.primal_dual_hybrid_gradient(program, _parameters(accuracy), start)
        if result.solve_log.termination_reason != solve_log_pb2.TERMINATION_REASON_OPTIMAL:
            return None
        return np.array(result.primal_solution), -np.array(result.dual_solution)

    def _at_corner(self, chosen: NDArray[np.int64]) -> tuple[FloatArray, FloatArray]:
        """Values and prices by the simplex method; of two solvers, since each ends without a corner now and then."""
        model = mathopt.Model()
        terms: list[list[mathopt.LinearTerm]] = [[] for _ in self.limits]
        variables = []
        for number in chosen:
            variables.append(model.add_variable(lb=0.0, ub=self.top[number]))
            for row, value in zip(self._rows[number], self._coefficients[number], strict=True):
                terms[row].append(float(value) * variables[-1])
        rows = [
            model.add_linear_constraint(mathopt.fast_sum(term) <= limit)
            for term, limit in zip(terms, self.limits, strict=True)
        ]
        worth = [self.worth[number] * one for number, one in zip(chosen, variables, strict=True)]
        model.maximize(mathopt.fast_sum(worth))
        reasons = []
        for solver in (mathopt.SolverType.GLOP, mathopt.SolverType.HIGHS):
            result = mathopt.solve(model, solver)
            if result.termination.reason == mathopt.TerminationReason.OPTIMAL:
                return np.array(result.variable_values(variables)), np.array(result.dual_values(rows))
            reasons.append(result.termination.reason.name)
        raise ArithmeticError(f"the linear program ended with {' and '.join(reasons)}")


def _longer(known: FloatArray, length: int) -> FloatArray:
    """An array with zeros added to its end."""
    return np.concatenate([known, np.zeros(length - len(known))])


def _parameters(accuracy: float) -> solvers_pb2.PrimalDualHybridGradientParams:
    parameters = solvers_pb2.PrimalDualHybridGradientParams(num_threads=1)
    criteria = parameters.termination_criteria
    criteria.simple_optimality_criteria.eps_optimal_relative = accuracy
    criteria.simple_optimality_criteria.eps_optimal_absolute = accuracy
    criteria.iteration_limit = 20_000
    return parameters
