"""Villages, schools and other sites: counts that contradict each other, villages and points that are missing."""

from collections.abc import Iterator

from geodata.read.draft import Draft, Drafts
from geodata.read.spelling import nearest, plain
from planner.errors import Fault


def place_faults(drafts: Drafts, partial: frozenset[str]) -> Iterator[Fault]:
    """Faults of ``desa``, ``sekolah`` and ``tempat_lain``; see :func:`geodata.read.cross_checks.cross_faults`."""
    for draft in drafts["villages"]:
        yield from _village(draft)
    codes = {draft.get("code") for draft in drafts["villages"]} - {None}
    plain_codes = {plain(code): code for code in codes}
    for draft in drafts["schools"]:
        yield from _at_most(draft, "pupils_recorded", "pupils_16plus", "PUPILS_RECORDED_ABOVE_PUPILS")
    for draft in (*drafts["villages"], *drafts["other_sites"]):
        if draft.get("hall_people") == 0:
            expected = ("paling sedikit 1; kosong bila tidak diketahui", "at least 1; empty if it is not known")
            yield draft.fault("OUT_OF_RANGE", "hall_people", 0, expected)
    for draft in (*drafts["schools"], *drafts["other_sites"]):
        if "villages" not in partial:
            yield from _unknown_village(draft, codes, plain_codes)
        yield from located(
            draft, "village_code", "lat", ("lat dan lon, atau kode_desa", "lat and lon, or village_code")
        )


def _village(draft: Draft) -> Iterator[Fault]:
    yield from _at_most(draft, "recorded", "eligible", "RECORDED_ABOVE_ELIGIBLE")
    yield from _at_most(draft, "ikd_active", "recorded", "IKD_ABOVE_RECORDED")
    yield from _at_most(draft, "print_ready", "recorded", "PRINT_READY_ABOVE_RECORDED")
    if draft.has("eligible", "recorded") and draft.get("gap") is not None:
        gap = draft.get("eligible") - draft.get("recorded")
        if gap >= 0 and draft.get("gap") != gap:
            yield draft.fault(
                "STATED_GAP_DIFFERS",
                "gap",
                draft.get("gap"),
                (f"{gap} (wajib KTP - perekaman), atau kosong", f"{gap} (eligible - recorded), or empty"),
            )


def _at_most(draft: Draft, name: str, limit: str, code: str) -> Iterator[Fault]:
    if draft.has(name, limit) and draft.get(name) > draft.get(limit):
        top = draft.get(limit)
        yield draft.fault(code, name, draft.get(name), (f"paling banyak {top}", f"at most {top}"))


def _unknown_village(draft: Draft, codes: set[str], plain_codes: dict[str, str]) -> Iterator[Fault]:
    village = draft.get("village_code")
    if village is not None and village not in codes:
        yield draft.fault("UNKNOWN_VILLAGE", "village_code", village, _expected_code(village, plain_codes))


def located(draft: Draft, home: str, where: str, expected: tuple[str, str]) -> Iterator[Fault]:
    """Half a point; or none and no ``home`` either, told at the column ``where``."""
    if not draft.has("lat", "lon", home):
        return
    lat, lon = draft.get("lat"), draft.get("lon")
    if (lat is None) != (lon is None):
        missing = "lat" if lat is None else "lon"
        yield draft.fault(
            "POINT_INCOMPLETE", missing, "", ("lat dan lon, atau keduanya kosong", "both lat and lon, or neither")
        )
    elif lat is None and draft.get(home) is None:
        yield draft.fault("LOCATION_MISSING", where, "", expected)


def _expected_code(typed: str, codes: dict[str, str]) -> tuple[str, str]:
    """A code that is known, the nearest one named."""
    near = codes.get(nearest(typed, codes) or "")
    if near is None:
        return ("kode yang ada di lembar desa", "a code of the sheet of villages")
    return (f"kode yang ada di lembar desa; mungkin {near}", f"a code of the sheet of villages; perhaps {near}")
