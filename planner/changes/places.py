"""Changes of places: roads, openings, signal, requests, people."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Literal

from planner.changes.base import Wrong, below, days_within, outside, place_names, unknown_sites, with_site, wrong_span
from planner.domain.problem import Problem
from planner.domain.site import Connectivity, Site, SiteKind
from planner.domain.travel import UNREACHABLE, TravelTable
from planner.rules.wording import Pair, site_kind_word, told

REQUEST_KINDS = (SiteKind.EVENT, SiteKind.HALL, SiteKind.MARKET, SiteKind.MALL, SiteKind.OFFICE, SiteKind.HOME_VISITS)
AGREED: Pair = (" (harinya sudah disepakati, tanpa pemberitahuan lagi)", " (agreed on, without further notice)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadCut:
    """Places that cannot be reached from ``first`` to ``last``."""

    names: ClassVar[Pair] = ("jalan-putus", "road-cut")

    kind: Literal["road_cut"] = "road_cut"
    sites: tuple[str, ...]
    first: date
    last: date

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from unknown_sites(problem, "sites", self.sites)
        yield from wrong_span(problem, self.first, self.last)

    def made(self, problem: Problem) -> Problem:
        shut = set(days_within(self.first, self.last))
        for name in self.sites:
            site = problem.site[name]
            problem = with_site(problem, replace(site, closed_dates=tuple(sorted(shut | set(site.closed_dates)))))
        return problem

    def told(self, problem: Problem) -> Pair:
        return told(
            "{sites} tidak dapat dicapai dari {first} sampai {last}.",
            "{sites} cannot be reached from {first} to {last}.",
            sites=place_names(problem, self.sites),
            first=self.first,
            last=self.last,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WayClosed:
    """The way between two places is closed for all teams, both ways, over the whole period.

    Only the direct way between the two goes; ways round it are those that the travel times already have.
    """

    names: ClassVar[Pair] = ("jalan-ditutup", "way-closed")

    kind: Literal["way_closed"] = "way_closed"
    start: str
    end: str

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        known = problem.base.keys() | problem.site.keys()
        for field, name in (("start", self.start), ("end", self.end)):
            if name not in known:
                yield Wrong(field=field, found=name, expected=("kode tempat atau basis", "code of a place or a base"))
        if self.start == self.end:
            yield Wrong(field="end", found=self.end, expected=("tempat lain", "another place"))

    def made(self, problem: Problem) -> Problem:
        return replace(problem, travel=tuple(self._closed(table) for table in problem.travel))

    def _closed(self, table: TravelTable) -> TravelTable:
        one, other = table.index[self.start], table.index[self.end]
        shut = {(one, other), (other, one)}

        def rows(given: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
            return tuple(
                tuple(UNREACHABLE if (row, column) in shut else entry for column, entry in enumerate(entries))
                if row in (one, other)
                else entries
                for row, entries in enumerate(given)
            )

        return replace(table, seconds=rows(table.seconds), metres=rows(table.metres))

    def told(self, problem: Problem) -> Pair:
        places = {item.id: item.name for item in problem.bases} | {item.id: item.name for item in problem.sites}
        return told(
            "Jalan langsung antara {start} dan {end} ditutup.",
            "The direct way between {start} and {end} is closed.",
            start=places[self.start],
            end=places[self.end],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalChanged:
    """The signal at a place is another one, for the rest of the period: a hub's link is down, or a tower is new."""

    names: ClassVar[Pair] = ("sinyal", "signal")

    kind: Literal["signal"] = "signal"
    site: str
    connectivity: Connectivity = Connectivity.NONE

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from unknown_sites(problem, "site", (self.site,))

    def made(self, problem: Problem) -> Problem:
        return with_site(problem, replace(problem.site[self.site], connectivity=self.connectivity))

    def told(self, problem: Problem) -> Pair:
        words: dict[Connectivity, Pair] = {
            Connectivity.NONE: ("tidak ada", "none"),
            Connectivity.WEAK: ("lemah", "weak"),
            Connectivity.GOOD: ("baik", "good"),
            Connectivity.UNKNOWN: ("tidak diketahui", "unknown"),
        }
        return told(
            "Sinyal di {site}: {signal}.",
            "Signal at {site}: {signal}.",
            site=problem.site[self.site].name,
            signal=words[self.connectivity],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDays:
    """A school or a village asks for other days: it can be visited on ``days`` only.

    ``agreed``: it was spoken with about these days, so that its own people need no further notice.
    """

    names: ClassVar[Pair] = ("minta-hari", "other-days")

    kind: Literal["other_days"] = "other_days"
    site: str
    days: tuple[date, ...]
    agreed: bool = False

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from unknown_sites(problem, "site", (self.site,))
        if not self.days:
            yield Wrong(field="days", found="", expected=("paling sedikit satu tanggal", "at least one date"))
        for day in self.days:
            if problem.period.day(day) is None:
                yield outside(problem, "days", day)

    def made(self, problem: Problem) -> Problem:
        days = tuple(sorted(set(self.days)))
        return with_site(
            problem, replace(problem.site[self.site], dates=days, agreed_dates=days if self.agreed else ())
        )

    def told(self, problem: Problem) -> Pair:
        listed = [told("{day}", "{day}", day=day) for day in sorted(set(self.days))]
        days = (", ".join(pair[0] for pair in listed), ", ".join(pair[1] for pair in listed))
        return told(
            "{site} hanya dapat dikunjungi pada {days}{agreed}.",
            "{site} can be visited on {days} only{agreed}.",
            site=problem.site[self.site].name,
            days=days,
            agreed=AGREED if self.agreed else "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFound:
    """More people to record, or whose card may be printed, at a place: its list was longer. Negative: shorter."""

    names: ClassVar[Pair] = ("warga", "people")

    kind: Literal["people"] = "people"
    site: str
    recording: int = 0
    print_ready: int = 0

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from unknown_sites(problem, "site", (self.site,))
        site = problem.site.get(self.site)
        if site is not None:
            yield from below("recording", self.recording, -site.recording_demand)
            yield from below("print_ready", self.print_ready, -site.print_ready)

    def made(self, problem: Problem) -> Problem:
        site = problem.site[self.site]
        village = site.kind is SiteKind.VILLAGE
        return with_site(
            problem,
            replace(
                site,
                eligible=site.eligible + (self.recording if village else 0),
                recording_demand=site.recording_demand + self.recording,
                print_ready=site.print_ready + self.print_ready,
            ),
        )

    def told(self, problem: Problem) -> Pair:
        return told(
            "{site}: {recording} orang perekaman dan {cards} kartu siap cetak lebih banyak.",
            "{site}: {recording} more people to record and {cards} more cards ready to print.",
            site=problem.site[self.site].name,
            recording=self.recording,
            cards=self.print_ready,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """A new place asks for a visit: an event, a hall, home visits. Teams drive to it as to the village it lies in.

    ``agreed``: it was spoken with about ``days``, so that its own people need no further notice.
    """

    names: ClassVar[Pair] = ("permintaan", "new-request")

    kind: Literal["new_request"] = "new_request"
    id: str
    name: str
    village: str
    site_kind: SiteKind = SiteKind.EVENT
    recording: int = 0
    ikd: int = 0
    days: tuple[date, ...] = ()
    agreed: bool = False

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        if not self.id.strip() or self.id in problem.site or self.id in problem.base:
            yield Wrong(field="id", found=self.id, expected=("kode yang belum dipakai", "a code not yet in use"))
        inside = problem.site.get(self.village)
        if inside is None or inside.kind is not SiteKind.VILLAGE:
            yield Wrong(field="village", found=self.village, expected=("kode desa", "code of a village"))
        if self.site_kind not in REQUEST_KINDS:
            words = (
                "acara, balai, pasar, mal, kantor, kunjungan_rumah",
                ", ".join(kind.value for kind in REQUEST_KINDS),
            )
            yield Wrong(field="site_kind", found=self.site_kind.value, expected=words)
        yield from below("recording", self.recording, 0)
        yield from below("ikd", self.ikd, 0)
        if self.recording + self.ikd == 0:
            yield Wrong(field="recording", found="0", expected=("ada warga yang dilayani", "some people to serve"))
        if self.agreed and not self.days:
            yield Wrong(field="days", found="", expected=("tanggal yang disepakati", "the days agreed on"))
        for day in self.days:
            if problem.period.day(day) is None:
                yield outside(problem, "days", day)

    def made(self, problem: Problem) -> Problem:
        days = tuple(sorted(set(self.days)))
        inside = problem.site[self.village]
        new = Site(
            id=self.id,
            kind=self.site_kind,
            name=self.name,
            subdistrict=inside.subdistrict,
            lon=inside.lon,
            lat=inside.lat,
            connectivity=inside.connectivity,
            village=self.village,
            recording_demand=self.recording,
            ikd_demand=self.ikd,
            show_up_ppm=inside.show_up_ppm,
            fit_phone_permille=inside.fit_phone_permille,
            factor_permille=inside.factor_permille,
            dates=days,
            agreed_dates=days if self.agreed else (),
        )
        return replace(
            problem,
            sites=tuple(sorted((*problem.sites, new), key=lambda site: site.id)),
            travel=tuple(self._beside(table) for table in problem.travel),
            dated_travel=tuple(replace(item, table=self._beside(item.table)) for item in problem.dated_travel),
        )

    def _beside(self, table: TravelTable) -> TravelTable:
        """The table with one more place, as far from everything as the village."""
        at = table.index[self.village]

        def rows(given: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
            return (*((*row, row[at]) for row in given), (*given[at], 0))

        return replace(table, places=(*table.places, self.id), seconds=rows(table.seconds), metres=rows(table.metres))

    def told(self, problem: Problem) -> Pair:
        return told(
            "Permintaan baru: {name} di {village}, {recording} orang perekaman dan {ikd} orang IKD{agreed}.",
            "New request: {name} in {village}, {recording} people to record and {ikd} for IKD{agreed}.",
            name=self.name,
            village=problem.site[self.village].name,
            recording=self.recording,
            ikd=self.ikd,
            agreed=AGREED if self.agreed else "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowUp:
    """Another share of the invited comes, parts per million: at one place, or at all of a kind."""

    names: ClassVar[Pair] = ("kehadiran", "show-up")

    kind: Literal["show_up"] = "show_up"
    ppm: int
    site: str | None = None
    site_kind: SiteKind | None = None

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        if self.site is not None:
            yield from unknown_sites(problem, "site", (self.site,))
            if self.site_kind is not None:
                expected = ("satu tempat atau satu jenis, tidak keduanya", "one place or one kind, not both")
                yield Wrong(field="site_kind", found=self.site_kind.value, expected=expected)
        if not 0 <= self.ppm <= 1_000_000:
            yield Wrong(field="ppm", found=str(self.ppm), expected=("0 sampai 1.000.000", "0 to 1,000,000"))

    def made(self, problem: Problem) -> Problem:
        def here(site: Site) -> bool:
            return self.site in (None, site.id) and self.site_kind in (None, site.kind)

        return replace(
            problem,
            sites=tuple(replace(site, show_up_ppm=self.ppm) if here(site) else site for site in problem.sites),
        )

    def told(self, problem: Problem) -> Pair:
        where: Pair = ("semua tempat", "all places")
        if self.site is not None:
            where = (problem.site[self.site].name,) * 2
        elif self.site_kind is not None:
            indonesian, english = site_kind_word(self.site_kind.value)
            where = (f"semua {indonesian}", f"all {english}")
        return told(
            "Yang hadir dari yang diundang di {where}: {share} permil.",
            "Of the invited at {where}, {share} permille come.",
            where=where,
            share=self.ppm // 1000,
        )
