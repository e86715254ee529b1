"""The side-by-side table of a study: one row for each figure, one column for each scenario, told in one language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.language import Language
from api.scenarios.results import VERDICT_SIGNS, VERDICT_WORDS, verdicts_of_totals
from planner.rules.wording import Pair, decimal
from planner.units import MICRO, PERMILLE

Result = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One figure of one scenario: as text, as a number for spreadsheets, and how it stands against the first column."""

    text: str
    number: float | None = None
    verdict: str | None = None
    is_estimate: bool = False

    @property
    def sign(self) -> str:
        return "" if self.verdict is None else VERDICT_SIGNS[self.verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure of all scenarios; ``format`` is how spreadsheets show the numbers."""

    name: Pair
    format: str
    cells: tuple[Shown, ...]


_Maker = Callable[[Language, Result, Result], Shown]


def side_by_side(
    language: Language, results: Result, names: Sequence[str] = ()
) -> tuple[tuple[Result, ...], tuple[Row, ...]]:
    """Scenarios and rows; the first scenario is what the others are held against. Grid cells only where named."""
    known = {item["name"]: item for item in results["scenarios"]}
    chosen = tuple(
        known[name] for name in (names or [item["name"] for item in results["scenarios"] if item["grid"] is None])
    )
    base = chosen[0]
    rows = [
        Row(name=name, format=format, cells=tuple(make(language, base, item) for item in chosen))
        for name, format, make in (*_rows(results), *_coverage_rows(base))
    ]
    return chosen, tuple(rows)


def against(told: Result, base: str) -> dict[str, Any]:
    """The results with every scenario held against another base, by the figures of the file."""
    known = {item["name"]: item for item in told["scenarios"]}
    measure = known[base]["total"]
    return {
        **told,
        "scenarios": [{**item, **verdicts_of_totals(measure, item["total"])} for item in told["scenarios"]],
    }


def _rows(results: Result) -> list[tuple[Pair, str, _Maker]]:
    recording = decimal(results["targets"]["recording_permille"], 10, 1)
    ikd = decimal(results["targets"]["ikd_permille"], 10, 1)
    return [
        (("Orang direkam", "People recorded"), "#,##0", _people("recording")),
        (("Kartu diserahkan", "Cards handed over"), "#,##0", _people("cards")),
        (("IKD diaktifkan", "IKD activated"), "#,##0", _people("ikd")),
        (("Orang dilayani", "People served"), "#,##0", _sum("persons_micro")),
        (("Terekam, % wajib KTP", "Recorded, % of the eligible"), "0.00", _percent("recorded_ppm")),
        (("IKD, % yang terekam", "IKD, % of the recorded"), "0.00", _percent("ikd_ppm")),
        (("Kecamatan terendah, % wajib KTP", "Lowest subdistrict, % of its eligible"), "0.00", _percent("lowest_ppm")),
        (("Selisih antarkecamatan, poin", "Gap between subdistricts, points"), "0.00", _percent("equity_gap_ppm")),
        (("Blangko terpakai", "Blank cards used"), "#,##0", _sum("cards_used_micro")),
        (("Kartu menunggu cetak", "Cards waiting to be printed"), "#,##0", _sum("waiting_micro")),
        (("Hari tim", "Team-days"), "#,##0", _plain("team_days_used")),
        (("Biaya, Rp", "Cost, Rp"), "#,##0", _plain("cost_rupiah")),
        (("Biaya per perekaman, Rp", "Cost per recording, Rp"), "#,##0", _plain("cost_per_recording")),
        (("Biaya per aktivasi IKD, Rp", "Cost per IKD activation, Rp"), "#,##0", _plain("cost_per_activation")),
        ((f"Bulan sampai {recording[0]} % terekam", f"Months to {recording[1]} % recorded"), "0",
         _months("recording_target")),
        ((f"Bulan sampai {ikd[0]} % IKD", f"Months to {ikd[1]} % IKD"), "0", _months("ikd_target")),
        (("Nilai layanan", "Service value"), "#,##0.0", _value),
        (("Paling tinggi (terbukti)", "At most (proven)"), "#,##0.0", _bound),
        (("Jarak terbukti, %", "Proven gap, %"), "0.00", _gap),
    ]  # fmt: skip


def _coverage_rows(base: Result) -> list[tuple[Pair, str, _Maker]]:
    """One row for each subdistrict, as it stands after the last month."""
    return [
        ((f"Terekam di {name}, % wajib KTP", f"Recorded in {name}, % of the eligible"), "0.00", _coverage(name))
        for name in (item["subdistrict"] for item in base["months"][-1]["coverage"])
    ]


def _coverage(subdistrict: str) -> _Maker:
    def make(language: Language, _base: Result, item: Result) -> Shown:
        shares = {one["subdistrict"]: one["ppm"] for one in item["months"][-1]["coverage"]}
        if subdistrict not in shares:
            return Shown(text="-")
        percent = shares[subdistrict] * 100 / MICRO
        return Shown(text=language.number(percent, 2), number=percent)

    return make


def _people(kind: str) -> _Maker:
    def make(language: Language, base: Result, item: Result) -> Shown:
        micro = item["total"][f"{kind}_micro"]
        verdict = None if item is base else item["people_verdict"][kind]
        return Shown(text=language.people(micro), number=micro / MICRO, verdict=verdict)

    return make


def _sum(key: str) -> _Maker:
    def make(language: Language, _base: Result, item: Result) -> Shown:
        micro = item["total"][key]
        return Shown(text=language.people(micro), number=micro / MICRO)

    return make


def _percent(key: str) -> _Maker:
    def make(language: Language, _base: Result, item: Result) -> Shown:
        percent = item["total"][key] * 100 / MICRO
        return Shown(text=language.number(percent, 2), number=percent)

    return make


def _plain(key: str) -> _Maker:
    def make(language: Language, _base: Result, item: Result) -> Shown:
        found = item["total"][key]
        return Shown(text="-") if found is None else Shown(text=language.number(found), number=found)

    return make


def _months(key: str) -> _Maker:
    def make(language: Language, _base: Result, item: Result) -> Shown:
        found = item[key]
        if found["months"] is None:
            return Shown(text=language.pick(("tidak pada laju ini", "not at this pace")))
        about = language.pick(("± ", "about ")) if found["is_estimate"] else ""
        return Shown(text=f"{about}{found['months']}", number=found["months"], is_estimate=found["is_estimate"])

    return make


def _value(language: Language, base: Result, item: Result) -> Shown:
    weighted = item["total"]["value_milli"] / PERMILLE
    verdict = None if item is base else item["verdict"]
    return Shown(text=language.number(weighted, 1), number=weighted, verdict=verdict)


def _bound(language: Language, _base: Result, item: Result) -> Shown:
    bound = item["total"]["bound_milli"]
    return (
        Shown(text="-") if bound is None else Shown(text=language.number(bound / PERMILLE, 1), number=bound / PERMILLE)
    )


def _gap(language: Language, _base: Result, item: Result) -> Shown:
    gap = item["total"]["gap_basis_points"]
    return Shown(text="-") if gap is None else Shown(text=language.number(gap / 100, 2), number=gap / 100)


def legend(language: Language) -> str:
    """What the signs mean."""
    signs = ", ".join(f"{VERDICT_SIGNS[name]} {language.pick(word)}" for name, word in VERDICT_WORDS.items())
    return language.pick(
        (
            f"Terhadap kolom pertama: {signs}. Belum pasti: bedanya lebih kecil daripada jarak terbukti. "
            "± : perkiraan pada laju bulan terakhir yang direncanakan.",
            f"Against the first column: {signs}. Undecided: the difference is smaller than the proven gaps. "
            "About: an estimate at the pace of the last month planned.",
        )
    )


def limits_told(language: Language, results: Result) -> list[str]:
    """Where plans and bounds of the shown scenarios come from others."""
    told = []
    for item in results["scenarios"]:
        if item["grid"] is None and item["plan_from"] != item["name"]:
            told.append(
                language.pick(
                    (
                        f"{item['name']}: rencana terbaik yang diketahui berasal dari {item['plan_from']}.",
                        f"{item['name']}: the best plan known comes from {item['plan_from']}.",
                    )
                )
            )
    return told
