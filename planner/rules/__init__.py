"""The rule book: one file for each rule, one name for it everywhere.

Order and names are those of ``docs/concepts/model.md``. A check is code that never saw an engine: it computes from
the problem and the decisions of the plan alone. It finds fault with the plan only, never with what was there before
it, so that the empty plan breaks no rule (save pins).
"""

from planner.rules import (
    budget,
    card_age,
    card_stock,
    connectivity,
    count_once,
    crew,
    equipment,
    field_days,
    hub_assignment,
    ikd_allowed,
    ikd_duty,
    notice,
    one_trip_at_a_time,
    pin,
    service_capacity,
    service_window,
    shift_length,
    site_day,
    spacing,
    travel_limit,
    turnout,
    visits_per_day,
    working_day,
)
from planner.rules.violation import Check, KeptAt, Rule, Violation

__all__ = ["RULES", "Check", "KeptAt", "Rule", "Violation"]

RULES: tuple[Rule, ...] = (
    Rule(id=working_day.RULE, check=working_day.check, title=working_day.TITLE, kept_at=("master", "roster")),
    Rule(id=service_window.RULE, check=service_window.check, title=service_window.TITLE, kept_at=("trip",)),
    Rule(id=shift_length.RULE, check=shift_length.check, title=shift_length.TITLE, kept_at=("trip",)),
    Rule(id=travel_limit.RULE, check=travel_limit.check, title=travel_limit.TITLE, kept_at=("trip",)),
    Rule(id=visits_per_day.RULE, check=visits_per_day.check, title=visits_per_day.TITLE, kept_at=("trip",)),
    Rule(
        id=one_trip_at_a_time.RULE,
        check=one_trip_at_a_time.check,
        title=one_trip_at_a_time.TITLE,
        kept_at=("master", "roster"),
    ),
    Rule(id=site_day.RULE, check=site_day.check, title=site_day.TITLE, kept_at=("trip", "roster")),
    Rule(id=field_days.RULE, check=field_days.check, title=field_days.TITLE, kept_at=("master", "roster")),
    Rule(id=crew.RULE, check=crew.check, title=crew.TITLE, kept_at=("roster",)),
    Rule(id=equipment.RULE, check=equipment.check, title=equipment.TITLE, kept_at=("master", "roster")),
    Rule(id=connectivity.RULE, check=connectivity.check, title=connectivity.TITLE, kept_at=("trip",)),
    Rule(id=hub_assignment.RULE, check=hub_assignment.check, title=hub_assignment.TITLE, kept_at=("master", "roster")),
    Rule(id=turnout.RULE, check=turnout.check, title=turnout.TITLE, kept_at=("trip",)),
    Rule(id=count_once.RULE, check=count_once.check, title=count_once.TITLE, kept_at=("master",)),
    Rule(
        id=service_capacity.RULE, check=service_capacity.check, title=service_capacity.TITLE, kept_at=("trip", "roster")
    ),
    Rule(id=ikd_duty.RULE, check=ikd_duty.check, title=ikd_duty.TITLE, kept_at=("trip",)),
    Rule(id=ikd_allowed.RULE, check=ikd_allowed.check, title=ikd_allowed.TITLE, kept_at=("trip",)),
    Rule(id=card_stock.RULE, check=card_stock.check, title=card_stock.TITLE, kept_at=("master", "roster")),
    Rule(id=card_age.RULE, check=card_age.check, title=card_age.TITLE, kept_at=("trip",)),
    Rule(id=notice.RULE, check=notice.check, title=notice.TITLE, kept_at=("intake", "roster")),
    Rule(id=spacing.RULE, check=spacing.check, title=spacing.TITLE, kept_at=("intake", "roster")),
    Rule(id=budget.RULE, check=budget.check, title=budget.TITLE, kept_at=("master",)),
    Rule(id=pin.RULE, check=pin.check, title=pin.TITLE, kept_at=("intake", "roster")),
)
"""Every rule, in the order of the rule book."""
