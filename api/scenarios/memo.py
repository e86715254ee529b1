"""The two-page memo of a budget request, and the letter that asks for blank cards."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.documents.paper_blocks import Blank, Block, Bullets, Figure, Grid, Heading, Paragraph
from api.language import Language
from api.scenarios.papers import charts_of
from api.scenarios.results import VERDICT_WORDS
from api.scenarios.risk_words import risk_sentences
from api.scenarios.tables import side_by_side
from planner.domain.problem import Problem
from planner.risk.outlook import Risk
from planner.rules.wording import Pair, decimal
from planner.scenarios.answers import Answer
from planner.scenarios.budgeting import CardNeed
from planner.units import MICRO, rounded_people

Result = Mapping[str, Any]
MOST_OPTIONS = 5
MOST_CHARTS = 2
"""Beside the bars: as many as fit the second page."""
SHOWN_ROWS = (0, 1, 2, 4, 5, 6, 11, 12, 13, 14, 15, 18)
"""Rows of the side-by-side table that fit the memo."""


def memo_blocks(
    language: Language, results: Result, answer: Answer, problem: Problem, risk: Risk, options: Sequence[str]
) -> list[Block]:
    """Need, options, recommendation, assumptions, risk; the scenario of ``answer`` is the one that is proposed."""
    pick = language.pick
    base = results["scenarios"][0]
    chosen = next(item for item in results["scenarios"] if item["name"] == answer.name)
    names = list(dict.fromkeys([base["name"], *options, answer.name]))[:MOST_OPTIONS]
    if answer.name not in names:
        names[-1] = answer.name
    shown, rows = side_by_side(language, results, names)
    heads = tuple(item["name"] for item in shown)
    table = tuple(
        (
            pick(rows[number].name),
            *(f"{cell.text} {_MARKS.get(cell.verdict or '', '')}".strip() for cell in rows[number].cells),
        )
        for number in SHOWN_ROWS
    )
    charts = charts_of(language, results, shown)
    return [
        Heading(text=pick(("NOTA DINAS", "MEMO")), level=0),
        Blank(lines=_head_lines(pick, problem.name)),
        Heading(text=pick(("1. Kebutuhan", "1. The need"))),
        Paragraph(text=_need(language, results, base)),
        Heading(text=pick(("2. Pilihan yang dibandingkan", "2. Options compared"))),
        Grid(head=("", *heads), rows=table),
        Paragraph(text=pick(_SIGNS)),
        Figure(svg=charts[0], alt=pick(("Orang direkam", "People recorded"))),
        Heading(text=pick(("3. Usulan", "3. Recommendation"))),
        Paragraph(text=_recommendation(language, base, chosen)),
        Bullets(points=tuple(change[language.code] for change in chosen["changes"]) or (pick(_NOTHING),)),
        Heading(text=pick(("4. Asumsi", "4. Assumptions")), new_page=True),
        Bullets(points=_assumptions(language, results, problem)),
        Heading(text=pick(("5. Risiko", "5. Risk"))),
        Bullets(
            points=(
                _range_told(language, risk),
                *(pick(told) for told in risk_sentences(risk, {site.id: site.name for site in problem.sites})),
            )
        ),
        *(
            Figure(svg=chart, alt=pick(("Kurva menurut biaya, atau pengaruh", "A curve by cost, or what sways")))
            for chart in charts[1 : 1 + MOST_CHARTS]
        ),
        Blank(lines=("", pick(("Kepala Bidang,", "Head of division,")), "", "", "(..............................)")),
    ]


_NOTHING: Pair = ("Tanpa perubahan.", "Nothing is changed.")
_SIGNS: Pair = (
    "Tanda +, - dan ~ terhadap kolom pertama: lebih tinggi, lebih rendah, belum pasti karena bedanya lebih kecil "
    "daripada jarak terbukti. ± : perkiraan pada laju bulan terakhir yang direncanakan.",
    "The signs +, - and ~ are against the first column: higher, lower, undecided because the difference is smaller "
    "than the proven gaps. About: an estimate at the pace of the last month planned.",
)
_MARKS = {"more": "+", "less": "-", "same": "=", "undecided": "~"}


def _marked(text: str, verdict: str | None) -> str:
    """A figure with its sign; signs that every font has."""
    return text if verdict is None else f"{text} {_MARKS[verdict]}"


def _head_lines(pick: Any, office: str) -> tuple[str, ...]:
    dots = "......................................"
    return (
        pick((f"Kepada: Kepala Dinas, {office}", f"To: Head of office, {office}")),
        pick((f"Dari: {dots}   Nomor: ..................   Tanggal: ..................",
              f"From: {dots}   Number: ..................   Date: ..................")),
        pick(("Hal: Usulan anggaran pelayanan keliling", "Subject: Budget request for mobile outreach")),
    )  # fmt: skip


def _need(language: Language, results: Result, base: Result) -> str:
    last = base["months"][-1]
    share = base["total"]["recorded_ppm"] * 100 / MICRO
    eligible = last["eligible"]
    missing = eligible - last["recorded_micro"] // MICRO
    target = decimal(results["targets"]["recording_permille"], 10, 1)
    ikd_target = decimal(results["targets"]["ikd_permille"], 10, 1)
    ikd = base["total"]["ikd_ppm"] * 100 / MICRO
    number, percent = language.number, language.percent
    return language.pick(
        (
            f"Dengan sumber daya sekarang, pada akhir masa rencana {percent(share)} dari {number(eligible)} wajib KTP "
            f"terekam (sasaran {target[0]} %); {number(missing)} orang belum. IKD aktif {percent(ikd)} dari yang "
            f"terekam (sasaran {ikd_target[0]} %). Biaya {language.rupiah(base['total']['cost_rupiah'])} untuk "
            f"{results['months']} bulan.",
            f"With what the office has, {percent(share)} of {number(eligible)} eligible people are recorded at the end "
            f"of the plan (target {target[1]} %); {number(missing)} are not. {percent(ikd)} of the recorded have an "
            f"active IKD (target {ikd_target[1]} %). The cost is {language.rupiah(base['total']['cost_rupiah'])} for "
            f"{results['months']} months.",
        )
    )


def _recommendation(language: Language, base: Result, chosen: Result) -> str:
    total, before = chosen["total"], base["total"]
    # As the table shows both.
    more = rounded_people(total["recording_micro"]) - rounded_people(before["recording_micro"])
    money = total["cost_rupiah"] - before["cost_rupiah"]
    verdict = language.pick(VERDICT_WORDS[chosen["people_verdict"]["recording"]])
    gap = total["gap_basis_points"]
    told = "-" if gap is None else language.percent(gap / 100)
    people, ikd = language.people(total["recording_micro"]), language.people(total["ikd_micro"])
    cost, more_cost, more_people = (
        language.rupiah(total["cost_rupiah"]),
        _signed(language, money),
        _signed(language, more),
    )
    name, title = chosen["name"], chosen["title"]
    return language.pick(
        (
            f"Diusulkan skenario {name}: {title or 'tanpa judul'}. Biaya {cost} ({more_cost} rupiah terhadap dasar), "
            f"{people} orang direkam ({more_people}; {verdict}) dan {ikd} IKD diaktifkan. Jadwal mana pun dengan "
            f"sumber daya ini paling banyak {told} lebih baik (terbukti). Rincian: lembar RAB.",
            f"Scenario {name} is proposed: {title or 'no title'}. It costs {cost} ({more_cost} rupiah against the "
            f"base), records {people} people ({more_people}; {verdict}) and activates {ikd} IKD. No schedule with "
            f"these resources is better by more than {told} (proven). Lines: sheet RAB.",
        )
    )


def _signed(language: Language, found: int) -> str:
    return f"{'+' if found >= 0 else '-'}{language.number(abs(found))}"


def _assumptions(language: Language, results: Result, problem: Problem) -> tuple[str, ...]:
    policy = problem.policy
    pick = language.pick
    inflow = language.number(results["rolling"]["inflow_per_month"])
    village, school = (decimal(ppm, 10_000, 2) for ppm in (policy.show_up_village_ppm, policy.show_up_school_ppm))
    doubtful = sum(figure.status != "published" for figure in problem.figures)
    kinds = len(problem.figures)
    record, ikd = (decimal(seconds, 60, 1) for seconds in (policy.record_s, policy.ikd_s))
    return (
        pick(
            (
                f"Dari yang diundang hadir {village[0]} % di desa dan {school[0]} % di sekolah; perekaman {record[0]} "
                f"menit, aktivasi IKD {ikd[0]} menit seorang.",
                f"Of the invited {village[1]} % come in villages and {school[1]} % in schools; a recording takes "
                f"{record[1]} minutes, an IKD activation {ikd[1]}.",
            )
        ),
        pick(
            (
                f"Pemula 17 tahun: {inflow} orang sebulan. Bulan sampai sasaran di luar masa rencana adalah perkiraan.",
                f"New 17-year-olds: {inflow} people a month. Months to a target beyond the plan are estimates.",
            )
        ),
        pick(_COUNTED),
        pick(_PUPILS),
        pick(
            (
                f"{doubtful} dari {kinds} kelompok angka dasar diperkirakan atau diandaikan, sisanya terbitan; "
                f"sidik data {results['data']['problem_hash'][:16]}.",
                f"{doubtful} of {kinds} groups of figures are estimated or assumed, the others published; "
                f"data hash {results['data']['problem_hash'][:16]}.",
            )
        ),
    )


_COUNTED: Pair = (
    "Biaya adalah biaya perjalanan pelayanan keliling saja: gaji, honor tetap, pembelian alat dan kendaraan tidak "
    "termasuk.",
    "The cost is that of the outreach trips alone: salaries and the purchase of equipment and vehicles are not in it.",
)
_PUPILS: Pair = (
    "Orang direkam termasuk pelajar yang belum 17 tahun; persen terekam menghitung wajib KTP saja.",
    "People recorded include pupils below 17; the percentage recorded counts the eligible alone.",
)


def _range_told(language: Language, risk: Risk) -> str:
    found = risk.recording
    low, middle, high = (language.people(item) for item in (found.low, found.median, found.high))
    return language.pick(
        (
            f"Bulan pertama: delapan dari sepuluh kali {low} sampai {high} orang direkam, tengahnya {middle} "
            f"(rencana {language.people(risk.recording.planned)}).",
            f"First month: eight times out of ten {low} to {high} people are recorded, {middle} in the middle "
            f"(planned {language.people(risk.recording.planned)}).",
        )
    )


# --- the letter --------------------------------------------------------------------------------------------


def letter_blocks(language: Language, office: str, need: CardNeed) -> list[Block]:
    """The letter that asks for blank cards, with the figure and how it comes about."""
    pick, number = language.pick, language.number
    span = language.period(need.first, need.last)
    rows: list[tuple[Pair, int]] = [
        (("Stok pada awal masa", "In store at the beginning"), need.opening),
        (("Kiriman yang sudah pasti dalam masa ini", "Deliveries that are counted on"), need.expected),
        (("Pemakaian loket", "Use of the counter"), need.counter),
        (("Pemakaian pelayanan keliling, termasuk rusak", "Use of mobile outreach, waste included"), need.field),
        (("Menunggu cetak pada akhir masa", "Waiting to be printed at the end"), need.waiting),
        (("Cadangan minimum", "Reserve"), need.reserve),
        (("Kebutuhan seluruhnya", "The whole need"), need.need),
        (("Kekurangan", "Missing"), need.missing),
        (("Diminta, dibulatkan ke atas per 100", "Asked for, in full hundreds"), need.asked),
    ]
    asked = number(need.asked)
    body: Pair = (
        f"Untuk pelayanan masa {span}, dengan hormat kami mohon {asked} keping blangko KTP-el dengan perhitungan "
        "sebagai berikut:",
        f"For our services in {span} we ask for {asked} blank KTP-el cards, which come about as follows:",
    )
    if need.asked == 0:
        body = (
            f"Untuk masa {span} stok dan kiriman mencukupi; tidak ada blangko yang dimohon. Perhitungannya:",
            f"For {span} stock and deliveries suffice; no blank cards are asked for. The reckoning:",
        )
    dots = ".............................."
    return [
        Blank(
            lines=(
                office,
                pick((f"Nomor: {dots}", f"Number: {dots}")),
                pick(("Lampiran: rencana pelayanan keliling", "Enclosed: the plan of mobile outreach")),
                pick(("Hal: Permohonan blangko KTP-el", "Subject: Request for blank KTP-el cards")),
                pick((f"Tanggal: {dots}", f"Date: {dots}")),
            )
        ),
        Paragraph(
            text=pick(
                (
                    "Kepada Yth. Direktur Jenderal Kependudukan dan Pencatatan Sipil, melalui Dinas Dukcapil Provinsi",
                    "To the Director General of Population and Civil Registration, through the provincial office",
                )
            ),
            bold=True,
        ),
        Paragraph(text=pick(body)),
        Grid(
            head=(pick(("Uraian", "Description")), pick(("Keping", "Pieces"))),
            rows=tuple((pick(name), number(count)) for name, count in rows),
        ),
        Paragraph(
            text=pick(
                (
                    "Angka pelayanan keliling berasal dari rencana bulanan yang terlampir; angka loket dari pemakaian "
                    "per hari kerja.",
                    "The figures of mobile outreach are those of the monthly plan enclosed; those of the counter its "
                    "use on each working day.",
                )
            )
        ),
        Blank(lines=("", pick(("Kepala Dinas,", "Head of office,")), "", "", f"({dots})", "NIP ....................")),
    ]
