"""Reasons weighed: what a plan with each left-out origin in it would be worth, and what one more of anything would.

The first telling of a plan (:mod:`planner.explain`) knows what is impossible and what is used up. Here the rest is
graded: ``proven`` where the bound with the origin forced in lies below the plan, ``compared`` where the best plan found
with it is worse by more than the search itself can still gain, ``undecided`` where it is not.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.alone import Alone, demand_of
from planner.domain.evidence import Displaced, Resource, WorthOfMore
from planner.domain.plan import Evidence, Plan, PlanDocument, Reason, Unserved
from planner.domain.problem import Problem
from planner.domain.revision import Revision
from planner.letting_in import changes_for_impossible, changes_for_possible, displaced_text
from planner.ports import Control, Enrich, Progress, Revise
from planner.reasons import joined
from planner.rules.wording import Pair, decimal, told
from planner.score import score
from planner.units import VALUE_UNITS_PER_PERSON, ValueUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What differences are held against.

    Attributes
    ----------
    value
        Of the plan.
    best
        Of the best plan seen on the way, never below ``value``.
    """

    value: ValueUnits
    best: ValueUnits

    @property
    def slack(self) -> ValueUnits:
        """Differences up to this say nothing: what the same search still gains, and at least one person."""
        return max(self.best - self.value, VALUE_UNITS_PER_PERSON)


def weigh(
    problem: Problem,
    document: PlanDocument,
    revise: Revise,
    enrich: Enrich,
    control: Control,
    *,
    only: Sequence[str] | None = None,
) -> PlanDocument:
    """The document with every reason graded, its least changes, and the worth of one more of each resource.

    Parameters
    ----------
    revise, enrich
        The engine: the best plans found that serve an origin, and with one more of something.
    control
        Its stop button ends the weighing; what was not reached stays as it was.
    only
        Weigh these origins alone, and no resources.
    """
    plan = document.plan
    value = score(problem, plan).value
    entries = [item for item in document.unserved if only is None or item.origin in only]
    open_ones = [item.origin for item in entries if item.evidence is not Evidence.IMPOSSIBLE and not is_weighed(item)]
    heard = _Bounded(control, document.summary.bound)
    found = revise(problem, plan, open_ones, heard) if open_ones else {}
    scale = Scale(value=value, best=max([value, *(one.value for revisions in found.values() for one in revisions)]))
    telling = _Weighing(problem, document, scale)
    weighed = {item.origin: telling.entry(item, found.get(item.origin)) for item in entries}
    worth = document.worth_of_more
    if only is None and not worth and not control.should_stop():
        worth = worth_of_more(problem, document, enrich)
    control.report(Progress(stage="done", done_permille=1000, value=value, bound=document.summary.bound))
    return replace(
        document,
        unserved=tuple(weighed.get(item.origin, item) for item in document.unserved),
        worth_of_more=worth,
    )


def is_weighed(item: Unserved) -> bool:
    """Whether a reason was graded by more than what is used up."""
    return item.evidence in (Evidence.PROVEN, Evidence.COMPARED) or item.found is not None or bool(item.changes)


class _Bounded:
    """The caller's side of the run; progress tells the bound of the plan that is weighed."""

    def __init__(self, control: Control, bound: ValueUnits | None) -> None:
        self._control, self._bound = control, bound

    def elapsed(self) -> float:
        return self._control.elapsed()

    def should_stop(self) -> bool:
        return self._control.should_stop()

    def report(self, progress: Progress) -> None:
        self._control.report(replace(progress, bound=self._bound))


class _Weighing:
    def __init__(self, problem: Problem, document: PlanDocument, scale: Scale) -> None:
        self.problem, self.document, self.scale = problem, document, scale
        self.plan = document.plan
        self.alone = Alone(problem)
        self.bounds = {item.origin: item.bound for item in document.site_bounds}
        self.served = {row.origin for trip in self.plan.trips for visit in trip.visits for row in visit.people}

    def entry(self, item: Unserved, revisions: tuple[Revision, ...] | None) -> Unserved:
        """One reason, graded; as it was if it was not weighed."""
        origin = self.problem.site[item.origin]
        if item.evidence is Evidence.IMPOSSIBLE:
            return replace(item, changes=changes_for_impossible(self.problem, origin, item.reason))
        if revisions is None:
            return item
        best = revisions[0] if revisions else None
        # The bound speaks of plans that serve anybody of it: who is served in part already is none of those.
        bound = None if item.origin in self.served else self.bounds.get(item.origin)
        displaced = () if best is None else displaced_by(self.plan, best.plan, item.origin)
        grade, sentence = self._grade(best, bound, displaced)
        demand = demand_of(self.problem, origin)
        missing = item.demand - item.invited if item.reason is Reason.STOCK_EXHAUSTED else 0
        return replace(
            item,
            evidence=grade,
            sentence=joined(item.sentence, sentence),
            bound=bound,
            found=None if best is None else best.value,
            displaces=displaced,
            changes=changes_for_possible(
                self.problem, self.plan, demand, self.alone.options(origin), displaced, missing
            ),
        )

    def _grade(
        self, best: Revision | None, bound: ValueUnits | None, displaced: Sequence[Displaced]
    ) -> tuple[Evidence, Pair]:
        value, slack = self.scale.value, self.scale.slack
        if bound is not None and bound < value:
            return Evidence.PROVEN, told(
                "Terbukti: nilai layanan setiap rencana yang melayaninya paling tinggi {bound}, "
                "{less} di bawah rencana ini.",
                "Proven: the service value of every plan that serves it is {bound} at most, {less} below this plan.",
                bound=weight(bound),
                less=weight(value - bound),
            )
        if best is None:
            return Evidence.UNDECIDED, told(
                "Tidak ditemukan rencana yang melayaninya dengan sedikit perubahan; bahwa tidak ada belum dibuktikan.",
                "No plan was found that serves it with few changes; that there is none is not proven.",
            )
        names = displaced_text(self.problem, displaced) if displaced else None
        if best.value > value:
            return Evidence.UNDECIDED, told(
                "Rencana lain yang melayaninya bahkan bernilai {more} lebih tinggi: rencana ini belum yang terbaik.",
                "Another plan that serves it even has a service value {more} higher: this plan is not the best yet.",
                more=weight(best.value - value),
            )
        loss = value - best.value
        if loss <= slack:
            return Evidence.UNDECIDED, told(
                "Hampir setara: nilai layanan rencana terbaik yang ditemukan dengan tempat ini hanya {loss} "
                "lebih rendah, "
                "lebih kecil daripada yang dapat dibedakan pencarian ini ({slack}).",
                "Nearly equal: the service value of the best plan found with it is only {loss} lower, "
                "which is less than this search can tell apart ({slack}).",
                loss=weight(loss),
                slack=weight(slack),
            )
        if names is None:
            return Evidence.COMPARED, told(
                "Dibandingkan: nilai layanan rencana terbaik yang ditemukan dengan tempat ini {loss} lebih rendah.",
                "Compared: the service value of the best plan found with it is {loss} lower.",
                loss=weight(loss),
            )
        return Evidence.COMPARED, told(
            "Dibandingkan: nilai layanan rencana terbaik yang ditemukan dengan tempat ini {loss} lebih rendah; "
            "yang harus mengalah: {names}.",
            "Compared: the service value of the best plan found with it is {loss} lower; "
            "those who would give way: {names}.",
            loss=weight(loss),
            names=names,
        )


def displaced_by(plan: Plan, other: Plan, origin: str) -> tuple[Displaced, ...]:
    """Who gets less in ``other`` than in ``plan``, most first; ``origin`` itself aside."""
    before, after = people_of(plan), people_of(other)
    found = [
        Displaced(origin=name, fewer=count - after[name], invited=after[name])
        for name, count in before.items()
        if name != origin and after[name] < count
    ]
    return tuple(sorted(found, key=lambda item: (-item.fewer, item.origin)))


def people_of(plan: Plan) -> Counter[str]:
    """People invited of each origin, for whatever."""
    counts: Counter[str] = Counter()
    for trip in plan.trips:
        for visit in trip.visits:
            for row in visit.people:
                counts[row.origin] += row.invited + row.invited_ikd
    return counts


def worth_of_more(problem: Problem, document: PlanDocument, enrich: Enrich) -> tuple[WorthOfMore, ...]:
    """What one more of each resource is worth: what was found, between what is proven."""
    plan, bound = document.plan, document.summary.bound
    value = score(problem, plan).value
    tops = {item.resource: item.bound for item in document.more_bounds}
    found = []
    for resource in Resource:
        more = enrich(problem, plan, resource)
        if more is None:
            continue
        top = tops.get(resource)
        found.append(
            WorthOfMore(
                resource=resource,
                gain=more - value,
                least=None if bound is None else more - bound,
                most=None if top is None else top - value,
            )
        )
    return tuple(found)


def weight(value: ValueUnits) -> Pair:
    """A value of service in weighted people with one decimal: ``("12,5", "12.5")``."""
    return decimal(value, VALUE_UNITS_PER_PERSON, 1)
