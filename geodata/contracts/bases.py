"""The bases that the sheet ``tim`` means, each with the id that ``jarak`` and ``matriks`` call it by."""

from collections.abc import Iterable
from dataclasses import dataclass

from geodata.contracts.teams import TeamRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBase:
    """A base: at a point of its own, or at a site (``site``); exactly one of both.

    Attributes
    ----------
    id
        As ``id_basis`` says; else ``basis-<site>`` at a site, else ``basis`` or, where there are several
        points, ``basis-1``, ``basis-2``, ... by latitude and longitude.
    """

    id: str
    name: str
    site: str | None = None
    point: tuple[float, float] | None = None


def base_of(team: TeamRow, bases: Iterable[NamedBase]) -> NamedBase:
    """The base of a team among the :func:`named_bases`."""
    for base in bases:
        if base.site == team.base.site and base.point == team.base.point:
            return base
    raise LookupError(f"team {team.id} has no base among those given")


def named_bases(teams: Iterable[TeamRow]) -> tuple[NamedBase, ...]:
    """Bases of the teams, each once, sorted by id. Teams at the same place share a base."""
    ids: dict[tuple[str | None, tuple[float, float] | None], tuple[str | None, str | None]] = {}
    for team in teams:
        where = (team.base.site, team.base.point)
        known_id, known_name = ids.get(where, (None, None))
        ids[where] = (known_id or team.base_id, known_name or team.base_name)
    unnamed = sorted(point for (_, point), (given, _) in ids.items() if point is not None and given is None)
    found = []
    for (site, point), (given, name) in ids.items():
        if given is not None:
            own = given
        elif site is not None:
            own = f"basis-{site}"
        else:
            assert point is not None  # noqa: S101 - a base cell holds a site or a point
            own = "basis" if len(unnamed) == 1 else f"basis-{unnamed.index(point) + 1}"
        found.append(NamedBase(id=own, name=name or own, site=site, point=point))
    return tuple(sorted(found, key=lambda base: base.id))
