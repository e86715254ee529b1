"""Changes of policy, money and calendar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from difflib import get_close_matches
from typing import ClassVar, Literal

from planner.changes.base import Wrong, below, outside
from planner.changes.policy_words import policy_amount, policy_word
from planner.domain.policy import VISITS_A_DAY_TOP, Hours, Policy, Rates, Weights
from planner.domain.problem import Problem
from planner.rules.wording import Pair, rate_word, rupiah, told

_BOUNDS: Mapping[str, Pair] = {
    "notice_days": ("bilangan mulai 7", "a number from 7"),
    "overtime_max_s": ("bilangan sampai 7.200 (detik)", "a number up to 7,200 (seconds)"),
    "max_visits_per_day": (f"bilangan 1 sampai {VISITS_A_DAY_TOP}", f"a number from 1 to {VISITS_A_DAY_TOP}"),
    "record_s": ("bilangan mulai 1 (detik)", "a number from 1 (seconds)"),
    "ikd_s": ("bilangan mulai 1 (detik)", "a number from 1 (seconds)"),
}
"""What a policy takes in each field that does not take every number from 0."""


def _with_policy(problem: Problem, **changed: object) -> Problem:
    return replace(problem, policy=replace(problem.policy, **changed))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetChanged:
    """Another cap of cost for the trips of the period, rupiah; ``None``: no cap."""

    names: ClassVar[Pair] = ("anggaran", "budget")

    kind: Literal["budget"] = "budget"
    amount: int | None

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        if self.amount is not None:
            yield from below("amount", self.amount, 0)

    def made(self, problem: Problem) -> Problem:
        return _with_policy(problem, budget_rupiah=self.amount)

    def told(self, problem: Problem) -> Pair:
        if self.amount is None:
            return ("Tanpa batas anggaran.", "No cap of cost.")
        return told("Anggaran {amount}.", "The cap of cost is {amount}.", amount=rupiah(self.amount))


@dataclass(frozen=True, slots=True, kw_only=True)
class RateChanged:
    """Another price of one line of the cost, rupiah; ``rate`` is the name on the sheet of prices."""

    names: ClassVar[Pair] = ("tarif", "rate")

    kind: Literal["rate"] = "rate"
    rate: str
    amount: int

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        # How long an outing is a long one stands among the prices, but is no price.
        known = [item.name for item in fields(Rates) if item.name != "allowance_long_from_s"]
        if self.rate not in known:
            words = [rate_word(name) for name in known]
            expected = (", ".join(word[0] for word in words), ", ".join(word[1] for word in words))
            yield Wrong(field="rate", found=self.rate, expected=expected)
        yield from below("amount", self.amount, 0)

    def made(self, problem: Problem) -> Problem:
        return _with_policy(problem, rates=replace(problem.policy.rates, **{self.rate: self.amount}))

    def told(self, problem: Problem) -> Pair:
        rate, amount = rate_word(self.rate), rupiah(self.amount)
        return told("Tarif {rate}: {amount}.", "Price {rate}: {amount}.", rate=rate, amount=amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChanged:
    """Another value of one number of the policy, in the unit of its field (``docs/concepts/model.md`` lists them).

    A field within a part of the policy is written with a dot: ``weights.card``.
    """

    names: ClassVar[Pair] = ("kebijakan", "policy")

    kind: Literal["policy"] = "policy"
    field: str
    value: int

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        known = _numbers(problem.policy)
        if self.field not in known:
            near = get_close_matches(self.field, known, n=6, cutoff=0.5) or known
            yield Wrong(field="field", found=self.field, expected=(", ".join(near), ", ".join(near)))
            return
        try:
            refused = self.value < 0 or not self.made(problem)
        except ValueError:
            refused = True
        if refused:
            usual: Pair = ("bilangan mulai 0", "a number from 0")
            if self.field.startswith("hours"):
                usual = (
                    "bilangan yang cocok dengan jam lainnya (detik)",
                    "a number that fits the other hours (seconds)",
                )
            yield Wrong(field="value", found=str(self.value), expected=_BOUNDS.get(self.field, usual))

    def made(self, problem: Problem) -> Problem:
        part, dot, name = self.field.rpartition(".")
        holder = getattr(problem.policy, part) if dot else problem.policy
        value = bool(self.value) if isinstance(getattr(holder, name), bool) else self.value
        changed = replace(holder, **{name: value})
        return _with_policy(problem, **{part: changed}) if dot else replace(problem, policy=changed)

    def told(self, problem: Problem) -> Pair:
        return told(
            "Kebijakan {name}: {value}, sebelumnya {before}.",
            "Policy, {name}: {value}, before {before}.",
            name=policy_word(self.field),
            value=policy_amount(self.field, self._held(self.made(problem))),
            before=policy_amount(self.field, self._held(problem)),
        )

    def _held(self, problem: Problem) -> int | bool | None:
        part, dot, name = self.field.rpartition(".")
        held: int | bool | None = getattr(getattr(problem.policy, part) if dot else problem.policy, name)
        return held


def _numbers(policy: Policy) -> list[str]:
    """The fields of the policy that hold a number, those of its parts with a dot."""
    found = ["budget_rupiah"]
    for item in fields(policy):
        held = getattr(policy, item.name)
        if isinstance(held, Hours | Rates | Weights):
            found += [f"{item.name}.{part.name}" for part in fields(held) if isinstance(getattr(held, part.name), int)]
        elif isinstance(held, int) and item.name not in found:
            found.append(item.name)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class HubLimits:
    """Other limits of joining: how many villages at a hub, and how many unrecorded one with signal may have.

    The pairs in reach stay those of the data; a distance below the one that they were made with leaves out the longer
    ones.
    """

    names: ClassVar[Pair] = ("batas-hub", "hub-limits")

    kind: Literal["hub_limits"] = "hub_limits"
    villages: int | None = None
    join_unrecorded: int | None = None
    distance_m: int | None = None

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from below("villages", 1 if self.villages is None else self.villages, 1)
        yield from below("join_unrecorded", self.join_unrecorded or 0, 0)
        yield from below("distance_m", self.distance_m or 0, 0)
        if self.distance_m is not None and self.distance_m > problem.policy.hub_max_m:
            yield Wrong(
                field="distance_m",
                found=str(self.distance_m),
                expected=told(
                    "paling jauh {most} m; lebih jauh berarti membaca data lagi",
                    "{most} m at most; for more the data must be read anew",
                    most=problem.policy.hub_max_m,
                ),
            )

    def made(self, problem: Problem) -> Problem:
        policy = problem.policy
        most = policy.hub_max_m if self.distance_m is None else self.distance_m
        problem = _with_policy(
            problem,
            hub_max_villages=policy.hub_max_villages if self.villages is None else self.villages,
            join_max_unrecorded=policy.join_max_unrecorded if self.join_unrecorded is None else self.join_unrecorded,
            hub_max_m=most,
        )
        reach = tuple(pair for pair in problem.reach if pair.distance_m <= most)
        left = {(pair.village, pair.site) for pair in reach}
        cuts = tuple(cut for cut in problem.reach_cuts if (cut.village, cut.site) in left)
        return replace(problem, reach=reach, reach_cuts=cuts)

    def told(self, problem: Problem) -> Pair:
        after = self.made(problem).policy
        return told(
            "Titik kumpul: paling banyak {villages} desa, bergabung sampai {join} orang belum rekam, {metres} m.",
            "Hubs: {villages} villages at most, joining up to {join} unrecorded people, {metres} m.",
            villages=after.hub_max_villages,
            join=after.join_max_unrecorded,
            metres=after.hub_max_m,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IkdDuty:
    """Whether everybody recorded must activate the digital identity."""

    names: ClassVar[Pair] = ("wajib-ikd", "ikd-duty")

    kind: Literal["ikd_duty"] = "ikd_duty"
    on: bool = True

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        return iter(())

    def made(self, problem: Problem) -> Problem:
        return _with_policy(problem, mandatory_ikd=self.on)

    def told(self, problem: Problem) -> Pair:
        return ("IKD wajib.", "IKD is a duty.") if self.on else ("IKD tidak wajib.", "IKD is no duty.")


@dataclass(frozen=True, slots=True, kw_only=True)
class IkdOnlyVisits:
    """Whether teams may go out for digital identities alone."""

    names: ClassVar[Pair] = ("khusus-ikd", "ikd-only")

    kind: Literal["ikd_only"] = "ikd_only"
    on: bool = True

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        return iter(())

    def made(self, problem: Problem) -> Problem:
        return _with_policy(problem, ikd_only_visits=self.on)

    def told(self, problem: Problem) -> Pair:
        if self.on:
            return ("Kunjungan khusus IKD boleh.", "Visits for IKD alone are allowed.")
        return ("Tanpa kunjungan khusus IKD.", "No visits for IKD alone.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaturdaysWorked:
    """The office works on Saturdays of the period that are no holidays; schools stay shut."""

    names: ClassVar[Pair] = ("sabtu", "saturdays")

    kind: Literal["saturdays"] = "saturdays"

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        return iter(())

    def made(self, problem: Problem) -> Problem:
        days = tuple(
            replace(day, working=True, school_open=False)
            if day.day.weekday() == 5 and not day.working and not day.note
            else day
            for day in problem.period.days
        )
        return replace(problem, period=replace(problem.period, days=days))

    def told(self, problem: Problem) -> Pair:
        return ("Sabtu menjadi hari kerja.", "Saturdays are worked.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A day on which the office does not work after all, such as one more holiday; with ``off`` false, it does."""

    names: ClassVar[Pair] = ("libur", "day-off")

    kind: Literal["day_off"] = "day_off"
    day: date
    off: bool = True

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        if problem.period.day(self.day) is None:
            yield outside(problem, "day", self.day)

    def made(self, problem: Problem) -> Problem:
        days = tuple(
            replace(item, working=not self.off, school_open=item.school_open and not self.off)
            if item.day == self.day
            else item
            for item in problem.period.days
        )
        return replace(problem, period=replace(problem.period, days=days))

    def told(self, problem: Problem) -> Pair:
        if self.off:
            return told("{day} libur.", "{day} is a day off.", day=self.day)
        return told("{day} hari kerja.", "{day} is a working day.", day=self.day)
