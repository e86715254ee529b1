"""What was estimated or assumed on the way from the sheets to the problem: told with it, never computed with."""

from collections.abc import Iterable, Iterator, Sequence

from geodata.calendar import RAMADAN_NOTE, years_without_joint_leave
from geodata.contracts import Sheets
from planner.domain.calendar import Period
from planner.domain.problem import Figure
from planner.domain.site import Connectivity, Site, SiteKind
from planner.domain.travel import TravelTable

PUBLISHED = "published"
ESTIMATED = "estimated"
ASSUMED = "assumed"


def figures_of(
    sheets: Sheets, days: Period, sites: Sequence[Site], travel: Iterable[TravelTable]
) -> tuple[Figure, ...]:
    """Figures on calendar, travel, signal, turnout and pupils, in that order; only what holds is told."""
    return (*_of_calendar(days), *_of_travel(travel), *_of_sites(sheets, sites))


def _of_calendar(days: Period) -> Iterator[Figure]:
    yield Figure(
        field="period.days",
        status=PUBLISHED,
        note=(
            "Libur nasional dan cuti bersama menurut paket `holidays`; lembar kalender kantor mengalahkannya.",
            "Public holidays and joint leave as the package `holidays` has them; the office's calendar overrides.",
        ),
    )
    guessed = [day for day in days.days if day.estimated]
    if any(RAMADAN_NOTE in day.note for day in guessed):
        yield Figure(
            field="period.days.ramadan",
            status=ESTIMATED,
            note=(
                "Ramadan ditaksir dengan kalender Umm al-Qura; awal yang ditetapkan pemerintah dapat bergeser.",
                "Ramadan is reckoned from the Umm al-Qura calendar; the start that is decreed may differ.",
            ),
        )
    if any(day.note != RAMADAN_NOTE for day in guessed):
        yield Figure(
            field="period.days.holiday",
            status=ESTIMATED,
            note=(
                "Tanggal hari raya Islam yang bertanda (perkiraan) menunggu penetapan pemerintah.",
                "Dates of Islamic holidays that are marked (perkiraan) await the decree.",
            ),
        )
    unknown = ", ".join(str(year) for year in years_without_joint_leave({day.day.year for day in days.days}))
    if unknown:
        yield Figure(
            field="period.days.joint_leave",
            status=ASSUMED,
            note=(
                f"Cuti bersama {unknown} belum diketahui dan dianggap tidak ada; tulis di lembar kalender.",
                f"Joint leave of {unknown} is not known and taken as none; state it on the sheet calendar.",
            ),
        )


def _of_travel(travel: Iterable[TravelTable]) -> Iterator[Figure]:
    for table in travel:
        if table.source == "roads":
            yield Figure(
                field=f"travel.{table.vehicle_class}",
                status=ESTIMATED,
                note=(
                    "Waktu dan jarak tempuh dihitung di jaringan jalan; kecepatan per jenis jalan adalah anggapan.",
                    "Travel times and distances run over the road network; speeds by class of road are assumed.",
                ),
            )
        elif table.source != "matrix":
            part = table.source == "mixed"
            yield Figure(
                field=f"travel.{table.vehicle_class}",
                status=ESTIMATED,
                note=(
                    f"Waktu dan jarak tempuh {'yang tidak diketahui ' if part else ''}ditaksir dari garis lurus.",
                    f"Travel times and distances {'that are not known ' if part else ''}are estimated from "
                    "straight lines.",
                ),
            )
    yield Figure(
        field="reach",
        status=ESTIMATED,
        note=(
            "Jangkauan warga dengan sepeda motor; yang tidak diketahui ditaksir dari garis lurus.",
            "Reach of residents by motorcycle; what is not known is estimated from straight lines.",
        ),
    )


def _of_sites(sheets: Sheets, sites: Sequence[Site]) -> Iterator[Figure]:
    unknown = sum(site.connectivity is Connectivity.UNKNOWN for site in sites)
    if unknown:
        yield Figure(
            field="sites.connectivity",
            status=ASSUMED,
            note=(
                f"Sinyal {unknown} tempat tidak diketahui; direncanakan menurut kebijakan, bukan dianggap baik.",
                f"Signal at {unknown} sites is not known; they are planned as the policy says, not taken as good.",
            ),
        )
    if any(row.show_up_permille is None for row in sheets.villages) or sheets.schools:
        yield Figure(
            field="sites.show_up",
            status=ASSUMED,
            note=(
                "Bagian undangan yang hadir memakai nilai kebijakan di tempat yang tidak menyebutnya.",
                "The share of the invited who come is that of the policy where a site states none.",
            ),
        )
    taken = sum(site.pupils_17plus for site in sites)
    schools = [site for site in sites if site.kind is SiteKind.SCHOOL]
    if schools:
        yield Figure(
            field="sites.pupils_17plus",
            status=ESTIMATED,
            note=(
                f"{taken} orang belum rekam dihitung sebagai siswa 17 tahun ke atas di {len(schools)} sekolah dan "
                "dikurangkan dari desa sekecamatan; desa asal siswa tidak diketahui.",
                f"{taken} unrecorded people are counted as pupils of 17 or more at {len(schools)} schools and taken "
                "from the villages of the subdistrict; the pupils' home villages are not known.",
            ),
        )
