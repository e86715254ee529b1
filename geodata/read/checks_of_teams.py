"""Teams and staff: bases that nobody knows, shifts that never work, crews that nobody can fill."""

from collections.abc import Iterator, Mapping

from geodata.contracts.teams import BaseCell
from geodata.contracts.words import SKILLS
from geodata.read.draft import ID_OF_SITES, Draft, Drafts
from planner.domain.policy import Hours, Policy
from planner.domain.team import CrewNeed, Skill, StaffMember, Team
from planner.errors import Fault
from planner.rules.crew import missing_skills
from planner.units import clock_text


def team_faults(drafts: Drafts, policy: Policy, partial: frozenset[str]) -> Iterator[Fault]:
    """Faults of ``tim`` against ``petugas``, the sites and the hours of the policy."""
    sites = {draft.get(name) for sheet, name in ID_OF_SITES.items() for draft in drafts[sheet]}
    staff = None if "staff" in partial else _staff(drafts["staff"])
    known = None if "staff" in partial else [draft.get("id") for draft in drafts["staff"]]
    named = {name for draft in drafts["teams"] for name in draft.get("members") or ()}
    for draft in drafts["teams"]:
        base = draft.get("base")
        sure = not partial & set(ID_OF_SITES)
        if sure and base is not None and base.site is not None and base.site not in sites:
            yield draft.fault(
                "UNKNOWN_BASE",
                "base",
                base.site,
                ('"lat, lon" atau kode desa, sekolah, tempat lain', '"lat, lon" or the id of a site'),
            )
        if draft.get("stations") == 0:
            yield draft.fault("OUT_OF_RANGE", "stations", 0, ("paling sedikit 1", "at least 1"))
        yield from _shift(draft, policy)
        members = draft.get("members") or ()
        if known is not None:
            yield from _members(draft, members, known)
        if staff is not None and draft.has("crew", "members"):
            own = [one for one in staff if (one.id in members if members else one.id not in named)]
            if set(members) <= set(known or ()):
                yield from _crew(draft, own)
    yield from _base_ids(drafts["teams"])


def _staff(drafts: tuple[Draft, ...]) -> list[StaffMember] | None:
    """The staff, or ``None`` where none is listed (staff do not limit) or a skill could not be read."""
    if not drafts or not all(draft.has("skills") for draft in drafts):
        return None
    return [
        StaffMember(id=draft.get("id") or f"~{number:06d}", skills=draft.get("skills"))
        for number, draft in enumerate(drafts)
    ]


def _members(draft: Draft, members: tuple[str, ...], known: list[str | None]) -> Iterator[Fault]:
    """A fixed team names people of the sheet of staff."""
    strangers = [name for name in members if name not in known]
    if strangers:
        yield draft.fault(
            "UNKNOWN_MEMBER",
            "members",
            ", ".join(strangers),
            ("kode petugas yang ada di lembar petugas", "ids of people on the sheet of staff"),
        )


def _crew(draft: Draft, staff: list[StaffMember]) -> Iterator[Fault]:
    """All who may go with a team must be able to fill the crew of one trip, by an exact matching."""
    stated: tuple[CrewNeed, ...] | None = draft.get("crew")
    team = Team(id="", base="") if stated is None else Team(id="", base="", crew=stated)
    missing = missing_skills(team, staff)
    if missing:
        lacking = [_crew_text(missing, language) for language in (0, 1)]
        needed = _crew_text({need.skill: need.count for need in team.crew}, 0)
        yield draft.fault(
            "CREW_CANNOT_BE_FILLED",
            "crew",
            needed,
            (
                f"kru yang dapat diisi {len(staff)} petugas yang boleh ikut tim ini; kurang {lacking[0]}",
                f"a crew that the {len(staff)} people who may go with this team can fill; lacking {lacking[1]}",
            ),
        )


def _crew_text(counts: Mapping[Skill, int], language: int) -> str:
    """A crew as an office writes it."""
    written = {word.value: word.written[language] for word in SKILLS}
    return ", ".join(f"{written[skill]}:{count}" for skill, count in counts.items())


def _shift(draft: Draft, policy: Policy) -> Iterator[Fault]:
    """The team's own hours must leave a shift on every kind of day."""
    if not draft.has("shift_start", "shift_end"):
        return
    start, end = draft.get("shift_start"), draft.get("shift_end")
    for hours in _kinds_of_day(policy):
        first = hours.shift_start if start is None else start
        last = hours.shift_end if end is None else end
        if first >= last:
            name = "shift_start" if start is not None else "shift_end"
            yield draft.fault(
                "SHIFT_IMPOSSIBLE",
                name,
                f"{clock_text(first)}-{clock_text(last)}",
                (
                    "jam mulai sebelum jam selesai, juga pada Jumat dan Ramadan",
                    "a start before the end, on Fridays and in Ramadan too",
                ),
            )
            return


def _kinds_of_day(policy: Policy) -> tuple[Hours, ...]:
    return (policy.hours, policy.hours_friday, policy.hours_ramadan, policy.hours_ramadan_friday)


def _base_ids(teams: tuple[Draft, ...]) -> Iterator[Fault]:
    """An id belongs to one place, a place has one id."""
    place_of: dict[str, BaseCell] = {}
    id_of: dict[BaseCell, str] = {}
    for draft in teams:
        base, name = draft.get("base"), draft.get("base_id")
        if base is None or name is None:
            continue
        if place_of.setdefault(name, base) != base or id_of.setdefault(base, name) != name:
            yield draft.fault(
                "BASE_ID_DIFFERS",
                "base_id",
                name,
                ("satu kode untuk satu tempat basis", "one id for one place of a base"),
            )
