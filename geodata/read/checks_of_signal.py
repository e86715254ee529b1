"""Signal: places that nobody knows or that a name does not tell apart, half points, towers said twice."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from geodata.contracts.column import BothLanguages
from geodata.read.checks_of_places import located
from geodata.read.draft import ID_OF_SITES, Draft, Drafts
from geodata.read.spelling import nearest, plain
from geodata.village_names import plain_name
from planner.errors import Fault

NAMED = 5
Known: TypeAlias = Mapping[tuple[str, str], tuple[str, ...]]
"""Plain name and plain subdistrict (empty: any) of villages to their codes."""


def signal_faults(drafts: Drafts, partial: frozenset[str]) -> Iterator[Fault]:
    """Faults of ``sinyal``, ``menara`` and ``uji_kecepatan``; see :mod:`geodata.read.cross_checks`."""
    yield from _towers(drafts["towers"])
    for draft in drafts["speed_tests"]:
        yield from located(draft, "site", "site", ("kode, atau lat dan lon", "a code, or lat and lon"))
    if partial & set(ID_OF_SITES):
        return
    sites = {draft.get(name) for sheet, name in ID_OF_SITES.items() for draft in drafts[sheet]} - {None}
    for draft in (*drafts["signal"], *drafts["speed_tests"]):
        yield from _unknown_site(draft, sites)
    known = villages_by_name(drafts["villages"])
    subdistricts = {plain_name(str(draft.get("subdistrict"))) for draft in drafts["villages"]}
    for draft in drafts["signal"]:
        if draft.has("site", "name", "subdistrict") and draft.get("site") is None:
            yield from _unnamed(draft, known, subdistricts)


def villages_by_name(villages: Iterable[Draft]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Codes of villages by plain name, within each subdistrict and over all of them (``""``)."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for draft in villages:
        if not draft.has("code", "name", "subdistrict"):
            continue
        name = plain_name(draft.get("name"))
        for within in (plain_name(draft.get("subdistrict")), ""):
            found[name, within] = (*found.get((name, within), ()), draft.get("code"))
    return found


def _towers(towers: Iterable[Draft]) -> Iterator[Fault]:
    seen: dict[tuple[object, ...], int] = {}
    for draft in towers:
        # One mast carries several operators and technologies, each with a row of its own.
        key = tuple(draft.get(name) for name in ("id", "operator", "technology"))
        if key[0] is None:
            continue
        if key in seen:
            expected = (
                f"satu baris per menara, operator dan teknologi; sudah ada di baris {seen[key]}",
                f"one row for each tower, operator and technology; row {seen[key]} has it",
            )
            yield draft.fault("REPEATED_TOWER", "id", key[0], expected)
        else:
            seen[key] = draft.place.row
        if draft.get("range_km") is not None and not 0 < draft.get("range_km") <= 100:
            expected = ("di atas 0 sampai 100 km", "above 0 up to 100 km")
            yield draft.fault("OUT_OF_RANGE", "range_km", draft.get("range_km"), expected)


def _unknown_site(draft: Draft, sites: set[str]) -> Iterator[Fault]:
    site = draft.get("site")
    if site is None or site in sites:
        return
    plain_ids = {plain(known): known for known in sorted(sites)}
    near = plain_ids.get(nearest(site, plain_ids) or "")
    hint = ("", "") if near is None else (f"; mungkin {near}", f"; perhaps {near}")
    expected = (f"kode desa, sekolah atau tempat lain{hint[0]}", f"the id of a village, school or other site{hint[1]}")
    yield draft.fault("UNKNOWN_SITE", "site", site, expected)


def _unnamed(draft: Draft, known: Known, subdistricts: set[str]) -> Iterator[Fault]:
    """A row without a code: its name must tell one village, or its subdistrict must be known."""
    name, subdistrict = draft.get("name"), draft.get("subdistrict")
    if name is None and subdistrict is None:
        expected = ("kode, nama desa, atau kecamatan", "a code, the name of a village, or a subdistrict")
        yield draft.fault("LOCATION_MISSING", "site", "", expected)
        return
    within = "" if subdistrict is None else plain_name(subdistrict)
    if within and within not in subdistricts:
        expected = ("kecamatan yang ada di lembar desa", "a subdistrict on the sheet of villages")
        yield draft.fault("UNKNOWN_SUBDISTRICT", "subdistrict", subdistrict, expected)
        return
    if name is None:
        return
    codes = known.get((plain_name(name), within), ())
    if len(codes) > 1:
        listed = ", ".join(codes[:NAMED])
        expected = (f"satu desa; kode atau kecamatannya: {listed}", f"one village; its code or subdistrict: {listed}")
        yield draft.fault("NAME_NOT_UNIQUE", "name", name, expected)
    elif not codes:
        yield draft.fault("UNKNOWN_VILLAGE", "name", name, _expected_name(name, within, known))


def _expected_name(name: str, within: str, known: Known) -> BothLanguages:
    near = nearest(plain_name(name), [other for other, place in known if place == within])
    codes = known.get((near or "", within), ())
    hint = ("", "") if not codes else (f"; mungkin {', '.join(codes)}", f"; perhaps {', '.join(codes)}")
    return (f"nama desa yang ada di lembar desa{hint[0]}", f"the name of a village on its sheet{hint[1]}")
