"""What a rule says when a plan breaks it, and what the rule book holds of each rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from planner.domain.plan import Plan
from planner.domain.problem import Problem

KeptAt: TypeAlias = Literal["intake", "trip", "master", "roster"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """One breach of one rule.

    Attributes
    ----------
    rule
        Id of the rule.
    where
        Trip, day, site, team, person or origin that it is about, parts joined by ``/``.
    found, allowed
        What the plan has and what it may have, short and without language: ``"5"``, ``"16:20"``, ``"310 min"``.
    amount
        How far apart they are, in the unit of the rule; 1 where it is a matter of yes or no.
    sentence
        For a planning head: (Indonesian, English).
    """

    rule: str
    where: str
    found: str
    allowed: str
    amount: int
    sentence: tuple[str, str]


Check: TypeAlias = Callable[[Problem, Plan], Iterator[Violation]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry of the rule book.

    Attributes
    ----------
    id
        The one name of the rule; also the name of its file here and of its test.
    check
        Finds every breach. It reads the problem and the plan only.
    title
        What a plan must not do: (Indonesian, English).
    kept_at
        Where a plan is kept from breaking it: ``intake`` (the problem cannot say otherwise), ``trip`` (each trip by
        itself), ``master`` (sums over trips), ``roster`` (dates, teams, staff and kits).
    """

    id: str
    check: Check
    title: tuple[str, str]
    kept_at: tuple[KeptAt, ...]
