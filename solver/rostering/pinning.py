"""Pins: trips that keep all of them, or the smallest set that cannot be kept."""

from collections.abc import Sequence
from datetime import date

from ortools.sat.python import cp_model

from planner.domain.history import Pin
from planner.domain.problem import Problem
from planner.errors import Fault, PinConflict
from planner.pin_reasons import pin_reason
from planner.rules.wording import time_text
from planner.units import clock_text
from solver.rostering.arranging import PinnedTrip, pinned_trips, wishes_of
from solver.rostering.dating import RosterModel, Undated, further_pay
from solver.rostering.staffing import Crews


def keep_pins(problem: Problem) -> list[PinnedTrip]:
    """Trips that keep all pins still to be kept and serve nobody, sorted by day and team.

    Raises
    ------
    PinConflict
        If no plan keeps them all. The faults name pins that cannot be kept alone, and of the others each set that
        cannot be kept together while every smaller part of it can; a pin is named once.
    """
    pins = [pin for pin in problem.pins if not _was_done(problem, pin)]
    if not pins:
        return []
    kept = _kept(problem, pins)
    if kept is None:
        raise PinConflict(_faults(problem, pins))
    return kept


def _was_done(problem: Problem, pin: Pin) -> bool:
    return pin.day < problem.period.as_of and any(
        done.site == pin.site and done.day == pin.day and pin.team in (None, done.team) for done in problem.done
    )


def _kept(problem: Problem, pins: Sequence[Pin]) -> list[PinnedTrip] | None:
    """Trips that keep ``pins`` and can be made together, each pinned visit in one of them; exact."""
    wishes = wishes_of(problem, pins)
    if wishes is None:
        return None
    offered = pinned_trips(problem, wishes)
    roster = RosterModel(problem, [undated(problem, offer) for offer in offered])
    roster.add_rules()
    for number in range(len(wishes)):
        keeping = [used for (one, _, _), used in roster.made.items() if number in offered[one].wishes]
        if not keeping:
            return None
        roster.model.add(sum(keeping) == 1)
    named = Crews(problem, roster.model, roster.on_team_day) if problem.staff else None
    roster.keep_budget(named)
    roster.model.minimize(sum(offered[one].spoilt_s * used for (one, _, _), used in roster.made.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    # Ctrl-C belongs to the caller; the engine would leave the default behind, which ends the process.
    solver.parameters.catch_sigint_signal = False
    if solver.solve(roster.model) != cp_model.OPTIMAL:
        return None
    made = [offered[one] for (one, _, _), used in roster.made.items() if solver.value(used)]
    return sorted(made, key=lambda offer: (offer.trip.days[0], offer.trip.team))


def undated(problem: Problem, offer: PinnedTrip, group: int | None = None) -> Undated:
    """What dating needs to know of a trip that serves nobody."""
    trip = offer.trip
    return Undated(
        worth=0,
        teams=(trip.team,),
        days=trip.days,
        sites=tuple(visit.site for visit in trip.visits),
        with_kit=False,
        ikd=0,
        cost_rupiah=trip.cost_rupiah,
        pay_rupiah=further_pay(problem, trip),
        group=group,
    )


def _faults(problem: Problem, pins: Sequence[Pin]) -> tuple[Fault, ...]:
    alone = [pin for pin in pins if _kept(problem, [pin]) is None]
    faults = [_fault(problem, pin, []) for pin in alone]
    left = [pin for pin in pins if pin not in alone]
    while left and _kept(problem, left) is None:
        culprits = _smallest(problem, _one_day(problem, left))
        faults += [_fault(problem, pin, [other for other in culprits if other is not pin]) for pin in culprits]
        left = [pin for pin in left if pin not in culprits]
    return tuple(faults)


def _one_day(problem: Problem, pins: Sequence[Pin]) -> list[Pin]:
    """The pins of the first day that contradict each other, or all if no day does by itself."""
    days: dict[date, list[Pin]] = {}
    for pin in pins:
        days.setdefault(pin.day, []).append(pin)
    for _, found in sorted(days.items()):
        if _kept(problem, found) is None:
            return found
    return list(pins)


def _smallest(problem: Problem, pins: list[Pin]) -> list[Pin]:
    """A set of which no part can be left out: leave out each pin in turn, and keep out those not needed."""
    for pin in list(pins):
        rest = [other for other in pins if other is not pin]
        if _kept(problem, rest) is None:
            pins = rest
    return pins


def _fault(problem: Problem, pin: Pin, others: Sequence[Pin]) -> Fault:
    if others:
        expected = (
            "kunci yang dapat dipenuhi bersama; bertentangan dengan: " + "; ".join(_told(one)[0] for one in others),
            "pins that can be kept together; contradicts: " + "; ".join(_told(one)[1] for one in others),
        )
    elif (reason := pin_reason(problem, pin)) is not None:
        expected = (f"kunci yang dapat dipenuhi; {reason[0]}", f"a pin that can be kept; {reason[1]}")
    else:
        expected = (
            "kunci yang dapat dipenuhi tanpa melanggar aturan (hari kerja, pemberitahuan, jarak kunjungan, "
            "jam, perjalanan, awak)",
            "a pin that can be kept without breaking a rule (working days, notice, spacing, hours, travel, crew)",
        )
    return Fault(code="PIN_CONFLICT", where=f"/pins/{problem.pins.index(pin)}", found=_typed(pin), expected=expected)


def _typed(pin: Pin) -> str:
    """What the lock holds, as it was typed: the same in every language."""
    place = None if pin.position is None else f"#{pin.position}"
    start = None if pin.start is None else clock_text(pin.start)
    parts = (pin.site, pin.day.isoformat(), pin.team, place, start)
    return " ".join(part for part in parts if part is not None)


def _told(pin: Pin) -> tuple[str, str]:
    indonesian, english = f"{pin.site} {pin.day.isoformat()}", f"{pin.site} {pin.day.isoformat()}"
    if pin.team is not None:
        indonesian, english = f"{indonesian} tim {pin.team}", f"{english} team {pin.team}"
    if pin.position is not None:
        indonesian, english = f"{indonesian} kunjungan ke-{pin.position}", f"{english} stop {pin.position}"
    if pin.start is not None:
        start = time_text(pin.start)
        indonesian, english = f"{indonesian} mulai {start[0]}", f"{english} from {start[1]}"
    return indonesian, english
