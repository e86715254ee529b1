"""What every change has, and the checks that changes share."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar, Protocol

from planner.domain.problem import Problem
from planner.domain.site import Site
from planner.rules.wording import Pair, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What does not fit in a change: the field, what it holds, what was expected."""

    field: str
    found: str
    expected: Pair


class Change(Protocol):
    """One thing that is different from what the problem says.

    ``names`` are what it is called on the command line: (Indonesian, English). ``kind`` is its name in files.
    """

    names: ClassVar[Pair]

    @property
    def kind(self) -> str: ...

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        """Everything in it that does not fit the problem."""

    def made(self, problem: Problem) -> Problem:
        """The problem with the change; only where nothing is wrong."""

    def told(self, problem: Problem) -> Pair:
        """One sentence: what changes."""


# --- checks ------------------------------------------------------------------------------------------------


def unknown_sites(problem: Problem, field: str, names: tuple[str, ...]) -> Iterator[Wrong]:
    """Places that the problem does not have, and none at all."""
    if not names:
        yield Wrong(field=field, found="", expected=("paling sedikit satu kode tempat", "at least one code of a place"))
    for name in names:
        if name not in problem.site:
            yield Wrong(
                field=field, found=name, expected=("kode desa, sekolah atau tempat lain", "code of a village or place")
            )


def wrong_span(problem: Problem, first: date, last: date) -> Iterator[Wrong]:
    """Days that run backwards, or touch no day of the period."""
    if first > last:
        yield Wrong(
            field="last",
            found=last.isoformat(),
            expected=told("tidak sebelum {first}", "not before {first}", first=first),
        )
    elif last < problem.period.first or first > problem.period.last:
        yield outside(problem, "first", first)


def outside(problem: Problem, field: str, day: date) -> Wrong:
    """A day that is none of the period."""
    period = problem.period
    expected = told(
        "hari dari {first} sampai {last}", "a day from {first} to {last}", first=period.first, last=period.last
    )
    return Wrong(field=field, found=day.isoformat(), expected=expected)


def below(field: str, found: int, least: int) -> Iterator[Wrong]:
    """A number that is too small."""
    if found < least:
        expected = told("bilangan mulai {least}", "a number from {least}", least=least)
        yield Wrong(field=field, found=str(found), expected=expected)


def beyond(field: str, found: int, least: int, most: int) -> Iterator[Wrong]:
    """A number that is too small or too large."""
    if not least <= found <= most:
        expected = told("bilangan {least} sampai {most}", "a number from {least} to {most}", least=least, most=most)
        yield Wrong(field=field, found=str(found), expected=expected)


# --- ways to change ----------------------------------------------------------------------------------------


def days_within(first: date, last: date) -> tuple[date, ...]:
    """All days from ``first`` to ``last``."""
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def with_site(problem: Problem, changed: Site) -> Problem:
    """The problem with one site changed."""
    return replace(problem, sites=tuple(changed if site.id == changed.id else site for site in problem.sites))


def place_names(problem: Problem, names: tuple[str, ...]) -> str:
    """Names of places, as they are called."""
    return ", ".join(problem.site[name].name for name in names)
