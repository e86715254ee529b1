"""Names in a problem that nothing in it bears: teams, bases, staff, sites and subdistricts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.domain.site import SiteKind
from planner.errors import Fault

if TYPE_CHECKING:
    from planner.domain.problem import Problem

CODE = "REFERENCE_UNKNOWN"
SITE = ("kode tempat (sites) yang ada dalam berkas ini", "the code of a place (sites) in this file")
VILLAGE = ("kode desa (sites) yang ada dalam berkas ini", "the code of a village (sites) in this file")
TEAM = ("kode tim (teams) yang ada dalam berkas ini", "the code of a team (teams) in this file")
MEMBER = ("kode petugas (staff) yang ada dalam berkas ini", "the code of a member of staff (staff) in this file")
BASE = ("kode pangkalan (bases) yang ada dalam berkas ini", "the code of a base (bases) in this file")
SUBDISTRICT = ("nama kecamatan salah satu tempat", "the subdistrict of one of the places")


def unknown_references(problem: "Problem") -> Iterator[Fault]:
    """One fault for each name that is unknown, in order of place in the file."""
    for number, site in enumerate(problem.sites):
        inside = problem.site.get(site.village) if site.village is not None else None
        if site.village is not None and (inside is None or inside.kind is not SiteKind.VILLAGE):
            yield _fault(f"/sites/{number}/village", site.village, VILLAGE)
    for number, team in enumerate(problem.teams):
        if team.base not in problem.base:
            yield _fault(f"/teams/{number}/base", team.base, BASE)
        for place, name in enumerate(team.members):
            if name not in problem.member:
                yield _fault(f"/teams/{number}/members/{place}", name, MEMBER)
    for number, pair in enumerate(problem.reach):
        for part, name in (("village", pair.village), ("site", pair.site)):
            if name not in problem.site:
                yield _fault(f"/reach/{number}/{part}", name, SITE)
    for number, pin in enumerate(problem.pins):
        if pin.site not in problem.site:
            yield _fault(f"/pins/{number}/site", pin.site, SITE)
        if pin.team is not None and pin.team not in problem.team:
            yield _fault(f"/pins/{number}/team", pin.team, TEAM)
    subdistricts = {site.subdistrict for site in problem.sites}
    for number, floor in enumerate(problem.policy.floors):
        if floor.subdistrict not in subdistricts:
            yield _fault(f"/policy/floors/{number}/subdistrict", floor.subdistrict, SUBDISTRICT)


def _fault(where: str, found: str, expected: tuple[str, str]) -> Fault:
    return Fault(code=CODE, where=where, found=found, expected=expected)
