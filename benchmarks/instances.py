"""The instances that are measured, by name: real problems through the public types, the same for the same seed.

``regency-*`` are the embedded regency with more or fewer teams, thin stock, or villages without signal; ``province-*``
grow in all parts alike; ``islands``, ``doorsteps`` and ``prizes-*`` are told in :mod:`benchmarks.worlds`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from benchmarks.problems import dataset_problem
from benchmarks.worlds import doorsteps, islands, prizes, province, staff_for
from planner.domain.problem import Problem
from planner.domain.site import Connectivity, SiteKind
from planner.domain.stock import CardStock
from planner.domain.team import Equipment, EquipmentKind

REGENCY, THIN = "rejang-lebong", "rejang-lebong-stok-tipis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """A problem by name.

    Attributes
    ----------
    name, about
        What it is called, and what is special about it.
    build
        Makes it from a seed; the embedded regency is the same for every seed but for what dice decide.
    size
        Villages against those of the embedded regency, for the growth fit; ``None``: not part of it.
    nights
        Trips of several days are allowed.
    plain
        One day of whole prizes without stock: what routing engines are made for.
    """

    name: str
    about: str
    build: Callable[[int], Problem]
    size: float | None = None
    nights: bool = False
    plain: bool = False


def regency(teams: int, *, dataset: str = REGENCY) -> Problem:
    """The embedded regency with another number of teams, and staff for them in the same proportion."""
    problem = dataset_problem(dataset)
    like = problem.teams[0]
    return replace(
        problem,
        teams=tuple(replace(like, id=f"T{number}") for number in range(1, teams + 1)),
        staff=staff_for(teams),
    )


def without_signal(teams: int, dark: int, *, seed: int) -> Problem:
    """The regency with ``dark`` villages without signal, thrown with weight on the far ones, and two kits."""
    problem = regency(teams)
    table, home = problem.travel[0], problem.bases[0].id
    dice = Random(seed)
    villages = [site.id for site in problem.sites if site.kind is SiteKind.VILLAGE and site.recording_demand]
    far = {name: dice.random() * table.seconds[table.index[home]][table.index[name]] for name in villages}
    chosen = set(sorted(villages, key=lambda name: -far[name])[:dark])
    return replace(
        problem,
        sites=tuple(
            replace(site, connectivity=Connectivity.NONE)
            if site.id in chosen
            else replace(site, connectivity=Connectivity.WEAK)
            if site.connectivity is Connectivity.NONE
            else site
            for site in problem.sites
        ),
        equipment=(Equipment(kind=EquipmentKind.SATELLITE_KIT, count=2),),
    )


def without_stock(problem: Problem) -> Problem:
    """The same problem with blank cards for everybody: what routing engines can state better."""
    return replace(problem, stock=CardStock(opening=10_000_000, reserve=0, counter_per_day=0))


def _regency(teams: int, dataset: str, seed: int) -> Problem:  # noqa: ARG001 - no dice here
    return regency(teams, dataset=dataset)


def _without_signal(dark: int, seed: int) -> Problem:
    return without_signal(4, dark, seed=seed)


def _islands(seed: int) -> Problem:
    return islands(seed=seed)


def _province(size: int, bases: int, seed: int) -> Problem:
    return province(villages=150 * size, schools=35 * size, teams=2 * size, bases=bases, seed=seed)


def _doorsteps(seed: int) -> Problem:
    return doorsteps(seed=seed)


def _prizes(teams: int, seed: int) -> Problem:
    return prizes(teams=teams, seed=seed)


def _found() -> list[Instance]:
    made = [
        Instance(
            name=f"regency-{teams}-teams",
            about=f"embedded regency, {teams} teams",
            build=partial(_regency, teams, REGENCY),
        )
        for teams in (2, 3, 4, 6)
    ]
    made.append(
        Instance(
            name="regency-thin-stock",
            about="embedded regency, 4 teams, cards late and few",
            build=partial(_regency, 4, THIN),
        )
    )
    made += [
        Instance(
            name=f"regency-{dark}-dark",
            about=f"embedded regency, 4 teams, {dark} villages without signal, 2 kits",
            build=partial(_without_signal, dark),
        )
        for dark in (20, 40)
    ]
    made.append(
        Instance(name="islands", about="70 villages by car, 50 by boat, up to 3 nights", build=_islands, nights=True)
    )
    made += [
        Instance(
            name=f"province-{size}x",
            about=f"{150 * size} villages, {35 * size} schools, {2 * size} teams, {bases} base(s)",
            build=partial(_province, size, bases),
            size=float(size),
        )
        for size, bases in ((1, 1), (3, 2), (10, 5))
    ]
    made.append(Instance(name="doorsteps", about="300 homes, up to 15 a day, 2 teams", build=_doorsteps))
    made += [
        Instance(
            name=f"prizes-{teams}-teams",
            about=f"100 places of one prize each, {teams} teams, one day",
            build=partial(_prizes, teams),
            plain=True,
        )
        for teams in (2, 3, 4)
    ]
    return made


INSTANCES: Mapping[str, Instance] = {item.name: item for item in _found()}


def instance_problem(name: str, seed: int = 1) -> Problem:
    """The problem of that name.

    Raises
    ------
    KeyError
        If there is none; the error names those that exist.
    """
    if name not in INSTANCES:
        raise KeyError(f"no instance {name!r}; there are {', '.join(INSTANCES)}")
    return INSTANCES[name].build(seed)
