"""Which polygon is whose: by code, else by name within the subdistrict; what finds no partner is reported with a hint.

Two things mislead. Codes of another list (statistics office and home ministry number villages differently) look alike
but name other villages: where most names disagree, the codes are not believed. And a village in several pieces is one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.boundaries.layer import Layer
from geodata.contracts.column import BothLanguages
from geodata.read.cell_faults import text_of
from geodata.village_names import plain_code, plain_name
from planner.errors import Fault

# The mapping agency's own names (KDEPUM, WADMKD, NAMOBJ ...) go first: they mean one thing only.
CODE = (
    *("kode_kemendagri", "kdepum", "kode_desa", "kode_kel", "kode_kelurahan", "kode_wilayah", "kd_desa"),
    *("kode", "code", "iddesa", "id"),
)
NAME = (
    *("wadmkd", "nama_desa", "nama_kel", "nama_kelurahan", "nmdesa", "nm_desa", "desa", "kelurahan"),
    *("namobj", "nama", "name", "village"),
)
WITHIN = ("wadmkc", "nama_kecamatan", "nama_kec", "nmkec", "nm_kec", "kecamatan", "subdistrict")
SUBDISTRICT_CODE = ("kdcpum", "kode_kecamatan", "kode_kec", "kd_kec", "kode", "code", "idkec", "id")
SUBDISTRICT_NAME = (
    *("wadmkc", "nama_kecamatan", "nama_kec", "nmkec", "nm_kec"),
    *("namobj", "nama", "name", "kecamatan", "subdistrict"),
)
TRUSTED_FROM = 5
"""So many codes with names are needed before names may say that the codes are of another list."""
NEAR = 0.75
MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a polygon is looked for: a village, or a subdistrict (``within`` empty)."""

    id: str
    code: str
    name: str
    within: str
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A polygon of the layer with what its attributes say."""

    number: int
    code: str
    name: str
    within: str
    land: BaseGeometry

    @property
    def told(self) -> str:
        """As a person would look it up."""
        named = ", ".join(part for part in (self.name, self.within) if part)
        return " ".join(part for part in (f"#{self.number}", self.code, named) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """One that no polygon was found for, and the polygon it may be (empty if none is near)."""

    id: str
    name: str
    perhaps: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Lands by id, how each was found, and what was left over.

    Attributes
    ----------
    by_code, by_name
        Id to land in WGS 84.
    unmatched
        Sorted by id.
    unused
        Polygons that belong to nobody, as told.
    notes
        What was joined or not believed: (Indonesian, English).
    """

    by_code: Mapping[str, BaseGeometry]
    by_name: Mapping[str, BaseGeometry]
    unmatched: tuple[Unmatched, ...]
    unused: tuple[str, ...]
    notes: tuple[BothLanguages, ...] = ()

    def left_over(self, layer: str) -> tuple[BothLanguages, ...]:
        """Who has no polygon, and whose polygon belongs to nobody: (Indonesian, English), sentences of one list."""
        found = []
        for item in self.unmatched:
            perhaps = (f"; mungkin {item.perhaps}?", f"; perhaps {item.perhaps}?") if item.perhaps else ("", "")
            who = item.name if item.name == item.id else f"{item.name} ({item.id})"
            found.append(
                (f"{layer}: tidak ada poligon untuk {who}{perhaps[0]}", f"{layer}: no polygon for {who}{perhaps[1]}")
            )
        if self.unused:
            listed = "; ".join(self.unused[:MOST_NAMED]) + ("; …" if len(self.unused) > MOST_NAMED else "")
            count = len(self.unused)
            found.append(
                (
                    f"{layer}: {count} poligon tidak ada di lembar desa: {listed}",
                    f"{layer}: {count} polygons belong to nobody on the sheets: {listed}",
                )
            )
        return tuple(found)

    @property
    def lands(self) -> dict[str, BaseGeometry]:
        """All of them."""
        return {**self.by_code, **self.by_name}


def features_of(layer: Layer, code: Sequence[str], name: Sequence[str], within: Sequence[str]) -> list[Feature]:
    """The polygons of a layer with their attributes, as far as it has them."""
    columns = [_column(layer, code, _like_code), _column(layer, name, _like_name), _column(layer, within, _like_name)]
    # A single column of names must not serve as its own subdistrict.
    if columns[2] is not None and columns[2] == columns[1]:
        columns[2] = None
    return [
        Feature(
            number=int(row["feature"]),
            code=_text(row, columns[0]),
            name=_text(row, columns[1]),
            within=_text(row, columns[2]),
            land=row["geometry"],
        )
        for row in layer.frame.to_dict("records")
    ]


def _column(layer: Layer, headings: Sequence[str], like: Callable[[str], bool]) -> str | None:
    """The first attribute with such a heading whose values are mostly what it says: no codes for names."""
    for column in layer.columns(headings):
        values = [text for row in layer.frame[[column]].to_dict("records") if (text := _text(row, column))]
        if values and 2 * sum(map(like, values)) >= len(values):
            return column
    return None


def _like_name(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters > 0 and letters >= sum(map(str.isdigit, text))


def _like_code(text: str) -> bool:
    return not (_like_name(text) and " " in text)


def matched(layer: str, wanted: Sequence[Wanted], features: Sequence[Feature]) -> tuple[Matched, tuple[Fault, ...]]:
    """Each of ``wanted`` with its polygon.

    Parameters
    ----------
    layer
        Name of the file, for faults.

    Returns
    -------
    tuple
        The match, and faults: codes that stand at polygons of different names, a layer that fits nobody.
    """
    notes: list[BothLanguages] = []
    faults: list[Fault] = []
    by_code = _by_code(layer, wanted, features, notes, faults)
    used = {feature.number for group in by_code.values() for feature in group}
    left = [item for item in wanted if item.id not in by_code]
    by_name = _by_name(left, [feature for feature in features if feature.number not in used])
    used |= {feature.number for group in by_name.values() for feature in group}
    rest = [feature for feature in features if feature.number not in used]
    if wanted and not by_code and not by_name and not faults:
        faults.append(_nobody(layer, features))
    pieces = sum(len(group) > 1 for group in (*by_code.values(), *by_name.values()))
    if pieces:
        notes.append(
            (
                f"{layer}: {pieces} wilayah terdiri atas beberapa poligon, disatukan",
                f"{layer}: {pieces} places consist of several polygons, joined",
            )
        )
    unmatched = [
        Unmatched(id=item.id, name=item.name, perhaps=_perhaps(item, rest))
        for item in sorted(left, key=lambda item: item.id)
        if item.id not in by_name
    ]
    return (
        Matched(
            by_code={id_: _joined(group) for id_, group in sorted(by_code.items())},
            by_name={id_: _joined(group) for id_, group in sorted(by_name.items())},
            unmatched=tuple(unmatched),
            unused=tuple(feature.told for feature in rest),
            notes=tuple(notes),
        ),
        tuple(faults),
    )


def _by_code(
    layer: str,
    wanted: Sequence[Wanted],
    features: Sequence[Feature],
    notes: list[BothLanguages],
    faults: list[Fault],
) -> dict[str, list[Feature]]:
    of_code: dict[str, list[Feature]] = {}
    for feature in features:
        if feature.code:
            of_code.setdefault(plain_code(feature.code), []).append(feature)
    found = {item.id: of_code[plain_code(item.code)] for item in wanted if plain_code(item.code) in of_code}
    names = {item.id: plain_name(item.name) for item in wanted}
    told = [(names[id_], plain_name(group[0].name)) for id_, group in found.items() if group[0].name]
    agreeing = sum(own == theirs for own, theirs in told)
    if len(told) >= TRUSTED_FROM and 2 * agreeing < len(told):
        notes.append(
            (
                f"{layer}: kode dari daftar lain ({len(told) - agreeing} dari {len(told)} nama berbeda); dicocokkan "
                "menurut nama",
                f"{layer}: codes of another list ({len(told) - agreeing} of {len(told)} names differ); matched by name",
            )
        )
        return {}
    for group in found.values():
        if len({plain_name(feature.name) for feature in group if feature.name}) > 1:
            faults.append(_twice(layer, group))
    differing = sum(own != theirs for own, theirs in told)
    if differing:
        notes.append(
            (
                f"{layer}: {differing} nama berbeda dari lembar desa; kode yang diikuti",
                f"{layer}: {differing} names differ from the sheet of villages; the code is followed",
            )
        )
    return found


def _by_name(wanted: Sequence[Wanted], features: Sequence[Feature]) -> dict[str, list[Feature]]:
    """Those whose name, within the subdistrict where both sides know it, is borne by one of them alone."""
    exact: dict[tuple[str, str], list[Feature]] = {}
    alone: dict[str, list[Feature]] = {}
    for feature in features:
        name = plain_name(feature.name)
        if name and feature.within:
            exact.setdefault((name, plain_name(feature.within)), []).append(feature)
        elif name:
            alone.setdefault(name, []).append(feature)
    bearers: dict[str, int] = {}
    twins: dict[tuple[str, str], int] = {}
    for item in wanted:
        key = (plain_name(item.name), plain_name(item.within))
        bearers[key[0]] = bearers.get(key[0], 0) + 1
        twins[key] = twins.get(key, 0) + 1
    found = {}
    for item in wanted:
        key = (plain_name(item.name), plain_name(item.within))
        group = exact.get(key, []) if twins[key] == 1 else []
        if not group and bearers[key[0]] == 1:
            group = alone.get(key[0], [])
        if group:
            found[item.id] = group
    return found


def _perhaps(item: Wanted, rest: Sequence[Feature]) -> str:
    """The polygon left over that bears nearly the same name, else the one that the point lies in."""
    near = [feature for feature in rest if not feature.within or plain_name(feature.within) == plain_name(item.within)]
    names: dict[str, list[Feature]] = {}
    for feature in near:
        if feature.name:
            names.setdefault(plain_name(feature.name), []).append(feature)
    close = get_close_matches(plain_name(item.name), names, n=1, cutoff=NEAR)
    alike = names[close[0]] if close else []
    spot = None if item.point is None else shapely.Point(item.point)
    holding = [feature for feature in alike or rest if spot is not None and feature.land.intersects(spot)]
    return next((feature.told for feature in (*holding, *alike)), "")


def _joined(group: Iterable[Feature]) -> BaseGeometry:
    lands = [feature.land for feature in group]
    return lands[0] if len(lands) == 1 else shapely.union_all(lands)


def _twice(layer: str, group: Sequence[Feature]) -> Fault:
    told = "; ".join(feature.told for feature in group[:4])
    return Fault(
        code="DUPLICATE_CODE",
        where=f"{layer}#{group[1].number}",
        found=told,
        expected=(
            "satu wilayah per kode; kode ini ada pada poligon dengan nama berbeda",
            "one place for each code; this one stands at polygons of different names",
        ),
    )


def _nobody(layer: str, features: Sequence[Feature]) -> Fault:
    told = "; ".join(feature.told for feature in features[:3])
    return Fault(
        code="BOUNDARIES_MATCH_NOTHING",
        where=layer,
        found=told,
        expected=(
            "poligon dengan kode, atau nama dan kecamatan, seperti di lembar desa",
            "polygons with codes, or names and subdistricts, as on the sheet of villages",
        ),
    )


def _text(row: Mapping[Any, Any], column: str | None) -> str:
    value = None if column is None else row[column]
    return "" if value is None or value != value else text_of(value)
