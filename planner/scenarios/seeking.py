"""Goal seek: the least money that reaches a target, or the proof that it is out of reach.

The question is put to the engine as a problem of its own: what is measured is all that counts there, so that the
engine's bound is a bound on the measure, and "out of reach" is proven and not merely not found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.domain.plan import Plan
from planner.domain.policy import Weights
from planner.domain.problem import Problem
from planner.domain.site import SiteKind
from planner.errors import Fault
from planner.ledger import allowed_field_use, field_use, lines_total, trip_cost
from planner.rules.wording import Pair
from planner.scenarios.scenario import Scenario
from planner.score import score
from planner.team_days import team_days_available
from planner.units import MICRO, PERMILLE, MicroPeople, ValueUnits


class Measure(StrEnum):
    """What is counted at the end of the month."""

    RECORDING = "recording"
    CARDS = "cards"
    IKD = "ikd"
    RECORDING_RATE = "recording_rate"
    IKD_RATE = "ikd_rate"


RATES = frozenset({Measure.RECORDING_RATE, Measure.IKD_RATE})
MEASURE_WORDS: dict[Measure, Pair] = {
    Measure.RECORDING: ("orang direkam", "people recorded"),
    Measure.CARDS: ("kartu diserahkan", "cards handed over"),
    Measure.IKD: ("IKD diaktifkan", "IKD activated"),
    Measure.RECORDING_RATE: (
        "orang 17+ direkam, untuk persen dari wajib KTP",
        "people of 17 and more recorded, for a percentage of the eligible",
    ),
    Measure.IKD_RATE: (
        "IKD diaktifkan, untuk persen dari yang terekam pada awal bulan",
        "IKD activated, for a percentage of those recorded when the month begins",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seek:
    """What is sought.

    Attributes
    ----------
    name
        Unique in its study.
    measure, target
        What is counted, and how much of it: whole people or cards; of a rate, permille.
    money_max
        The most that may be spent in the month, rupiah.
    step
        Money is sought to this precision, rupiah.
    maxima
        What the office may have at most besides: teams, kits, cards.
    """

    name: str
    measure: Measure
    target: int
    money_max: int
    step: int = 250_000
    maxima: Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One amount of money tried: what was reached with it, what that cost, and what no plan exceeds, micro-people."""

    money: int
    reached: MicroPeople
    cost: int
    bound: MicroPeople | None


class Outcome(StrEnum):
    """How a search ends."""

    REACHED = "reached"
    OUT_OF_REACH = "out_of_reach"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What was found.

    Attributes
    ----------
    outcome
        Reached; proven out of reach within the maxima; or neither.
    needed
        Micro-people of the measure that the target asks of the month.
    money
        The least money found that reaches it; ``None`` where none was found.
    proven_above
        With this much money or less the target is proven out of reach; ``None`` if nothing is proven.
    nearest, bound
        The most that was reached, and what no plan within the maxima exceeds, micro-people.
    probes
        All that was tried, by money.
    """

    outcome: Outcome
    needed: MicroPeople
    money: int | None
    proven_above: int | None
    nearest: MicroPeople
    bound: MicroPeople | None
    probes: tuple[Probe, ...]


def needed(problem: Problem, seek: Seek) -> MicroPeople:
    """What the month must bring, micro-people; 0 where the target is reached already."""
    villages = [site for site in problem.sites if site.kind is SiteKind.VILLAGE]
    recorded = sum(site.recorded for site in villages)
    if seek.measure is Measure.RECORDING_RATE:
        whole = sum(site.eligible for site in villages)
        return max(0, -(-seek.target * whole * MICRO // PERMILLE) - recorded * MICRO)
    if seek.measure is Measure.IKD_RATE:
        active = sum(site.ikd_active for site in villages)
        return max(0, -(-seek.target * recorded * MICRO // PERMILLE) - active * MICRO)
    return seek.target * MICRO


def measured(problem: Problem, seek: Seek, money: int) -> Problem:
    """The problem in which nothing but the measure counts, with so much money."""
    measure = seek.measure
    records = measure in (Measure.RECORDING, Measure.RECORDING_RATE)
    activates = measure in (Measure.IKD, Measure.IKD_RATE)
    weights = Weights(
        recording=PERMILLE if records else 0,
        card=PERMILLE if measure is Measure.CARDS else 0,
        ikd=PERMILLE if activates else 0,
        ikd_only=PERMILLE if activates else 0,
        poor_access_above_s=problem.policy.weights.poor_access_above_s,
    )
    adult = measure is Measure.RECORDING_RATE
    sites = tuple(replace(site, factor_permille=site.adult_permille if adult else PERMILLE) for site in problem.sites)
    return replace(problem, sites=sites, policy=replace(problem.policy, weights=weights, budget_rupiah=money))


def amount(value: ValueUnits) -> MicroPeople:
    """Micro-people of the measure behind a value of a measured problem, rounded down."""
    return value // (PERMILLE * PERMILLE)


def amount_bound(bound: ValueUnits | None) -> MicroPeople | None:
    """The same of a bound."""
    return None if bound is None else amount(bound)


def probe_of(problem: Problem, plan: Plan, bound: ValueUnits | None, money: int) -> Probe:
    """What a plan of a measured problem tells."""
    found = score(problem, plan)
    return Probe(money=money, reached=amount(found.value), cost=found.cost_rupiah, bound=amount_bound(bound))


class Search:
    """Which amount of money to try next. Everything follows from the probes, in a fixed order."""

    def __init__(self, seek: Seek, wanted: MicroPeople) -> None:
        self.seek, self.wanted = seek, wanted
        self.probes: list[Probe] = []

    def amounts(self) -> Iterator[int]:
        """Money to try; after each the probe must have been told."""
        if self.wanted == 0:
            return
        yield self.seek.money_max
        if self._best() is None:
            return
        # First the least money that a plan is found for, then how little is proven to be too little.
        tried = self._proven()
        while (best := self._best()) is not None and best - max(tried, self._proven()) > self.seek.step:
            middle = self._middle(max(tried, self._proven()), best)
            yield middle
            if (self._best() or best) > middle:
                tried = middle
        open_ones = [probe.money for probe in self.probes if not self._reaches(probe) and not self._refuted(probe)]
        if open_ones:
            high = min(open_ones)
            while high - self._proven() > self.seek.step:
                middle = self._middle(self._proven(), high)
                yield middle
                if self._proven() < middle:
                    high = middle

    def tell(self, probe: Probe) -> None:
        """What the money last tried came to."""
        self.probes.append(probe)

    def found(self) -> Sought:
        """The end of the search."""
        best, bounds = self._best(), [probe.bound for probe in self.probes if probe.money == self.seek.money_max]
        bound = bounds[0] if bounds else None
        nearest = max((probe.reached for probe in self.probes), default=0)
        if self.wanted == 0 or best is not None:
            outcome = Outcome.REACHED
        else:
            outcome = Outcome.OUT_OF_REACH if bound is not None and bound < self.wanted else Outcome.UNDECIDED
        refuted = [probe.money for probe in self.probes if self._refuted(probe)]
        return Sought(
            outcome=outcome,
            needed=self.wanted,
            money=0 if self.wanted == 0 else best,
            proven_above=max(refuted) if refuted else None,
            nearest=nearest,
            bound=bound,
            probes=tuple(sorted(self.probes, key=lambda probe: probe.money)),
        )

    def _middle(self, low: int, high: int) -> int:
        """Between the two, in whole steps."""
        step = self.seek.step
        return max(low + 1, min(high - 1, (low + high) // 2 // step * step or (low + high) // 2))

    def _reaches(self, probe: Probe) -> bool:
        return probe.reached >= self.wanted

    def _refuted(self, probe: Probe) -> bool:
        return probe.bound is not None and probe.bound < self.wanted

    def _best(self) -> int | None:
        costs = [probe.cost for probe in self.probes if self._reaches(probe)]
        return min(costs) if costs else None

    def _proven(self) -> int:
        return max((probe.money for probe in self.probes if self._refuted(probe)), default=0)


def binding(problem: Problem, plan: Plan) -> tuple[Pair, ...]:
    """What of the maxima a plan has used up, so that more of it could bring more."""
    found: list[Pair] = []
    days = sum(len(trip.days) for trip in plan.trips)
    if days >= team_days_available(problem):
        found.append(("hari tim", "team-days"))
    costs = [lines_total(trip_cost(problem, trip)) for trip in plan.trips]
    cap = problem.policy.budget_rupiah
    if cap is not None and costs and cap - sum(costs) < min(costs):
        found.append(("anggaran", "the budget"))
    used, allowed = field_use(problem, plan), allowed_field_use(problem)
    if any(allowed[day] - used[day] < MICRO for day in used if used[day]):
        found.append(("blangko", "blank cards"))
    invited: dict[str, int] = {}
    for trip in plan.trips:
        for visit in trip.visits:
            for row in visit.people:
                invited[row.origin] = invited.get(row.origin, 0) + row.invited
    demand = sum(site.recording_demand for site in problem.sites if not site.excluded)
    if demand and sum(invited.values()) >= demand:
        found.append(("semua orang sudah diundang", "everybody is invited already"))
    return tuple(found)


def seek_faults(seek: Seek, where: str) -> Iterator[Fault]:
    """Targets and money that cannot be."""
    top = PERMILLE if seek.measure in RATES else 10_000_000
    if not 0 <= seek.target <= top:
        expected: Pair = ("0 sampai 100 persen", "0 to 100 percent") if seek.measure in RATES else ("mulai 0", "from 0")
        yield Fault(code="TARGET_OUT_OF_RANGE", where=f"{where}/target", found=str(seek.target), expected=expected)
    if seek.money_max <= 0:
        expected = ("rupiah di atas nol", "rupiah above zero")
        yield Fault(code="MONEY_NOT_POSITIVE", where=f"{where}/money_max", found=str(seek.money_max), expected=expected)
    if seek.step <= 0:
        expected = ("rupiah di atas nol", "rupiah above zero")
        yield Fault(code="MONEY_NOT_POSITIVE", where=f"{where}/step", found=str(seek.step), expected=expected)
