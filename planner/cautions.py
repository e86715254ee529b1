"""What a planning head should know about the data before trusting a plan made from them.

Each warning has a stable code and a sentence with its numbers in Indonesian and English.
"""

from collections.abc import Iterator
from datetime import date

from planner.apply import waiting_cards
from planner.coverage import coverages
from planner.domain.plan import Plan, Warned
from planner.domain.problem import Problem
from planner.domain.site import Connectivity
from planner.ledger import delivery_counts, stock_without_field
from planner.rules.wording import Pair, told
from planner.service import adults
from planner.team_days import first_noticed_day, team_days_available
from planner.units import MICRO, PERMILLE, rounded_people


def data_warnings(problem: Problem) -> tuple[Warned, ...]:
    """Warnings about the data, in the order stock, calendar, places, teams, promises, figures."""
    return (
        *_stock(problem),
        *_deliveries(problem),
        *_calendar(problem),
        *_places(problem),
        *_teams(problem),
        *_floors(problem),
        *_figures(problem),
    )


def plan_warnings(problem: Problem, plan: Plan) -> tuple[Warned, ...]:
    """Warnings about the plan: people recorded in it whose card must wait."""
    waiting = waiting_cards(problem, plan)
    people = rounded_people(sum(waiting.values()))
    if not people:
        return ()
    return (
        _warned(
            "CARDS_WAITING",
            "Sekitar {people} orang dari {origins} desa atau sekolah direkam tetapi kartunya belum dicetak pada "
            "periode ini; kartu mereka masuk daftar siap cetak berikutnya.",
            "About {people} people of {origins} villages or schools are recorded but get no card in this period; "
            "their cards are print-ready in the next.",
            people=people,
            origins=len(waiting),
        ),
    )


def _warned(code: str, indonesian: str, english: str, **facts: int | date | str | Pair) -> Warned:
    return Warned(code=code, sentence=told(indonesian, english, **facts))


def _stock(problem: Problem) -> Iterator[Warned]:
    """The counter alone takes the stock below the reserve."""
    reserve = problem.stock.reserve * MICRO
    short = {day: reserve - level for day, level in stock_without_field(problem).items() if level < reserve}
    if not short:
        return
    worst = max(short, key=lambda day: (short[day], -day.toordinal()))
    yield _warned(
        "STOCK_BELOW_RESERVE",
        "Tanpa kegiatan lapangan pun blangko turun di bawah cadangan {reserve} keping: sejak {first}, pada {days} "
        "hari; kekurangan terbesar {cards} keping pada {worst}. Sebelum dan pada hari-hari itu lapangan tidak dapat "
        "mencetak.",
        "Even without field work the blank cards fall below the reserve of {reserve}: from {first}, on {days} days; "
        "{cards} cards short at worst, on {worst}. The field cannot print before or on those days.",
        reserve=problem.stock.reserve,
        first=min(short),
        days=len(short),
        cards=-(-short[worst] // MICRO),
        worst=worst,
    )


def _deliveries(problem: Problem) -> Iterator[Warned]:
    """Deliveries that the plan does not count on."""
    for delivery in problem.stock.deliveries:
        if problem.period.day(delivery.day) is None:
            if delivery.day < problem.period.first:
                yield _warned(
                    "DELIVERY_BEFORE_PERIOD",
                    "Kiriman {quantity} keping pada {day} mendahului periode; dianggap sudah ada dalam saldo awal.",
                    "The delivery of {quantity} cards on {day} is before the period; it is taken to be in the opening "
                    "stock.",
                    quantity=delivery.quantity,
                    day=delivery.day,
                )
        elif not delivery_counts(problem.policy, delivery):
            yield _warned(
                "DELIVERY_NOT_COUNTED",
                "Kiriman {quantity} keping pada {day} tidak dihitung: peluangnya {chance} permil, di bawah {needed}.",
                "The delivery of {quantity} cards on {day} is not counted: its probability is {chance} permille, "
                "below {needed}.",
                quantity=delivery.quantity,
                day=delivery.day,
                chance=delivery.probability_permille,
                needed=problem.policy.delivery_counts_from_permille,
            )


def _calendar(problem: Problem) -> Iterator[Warned]:
    """Dates that may still move, and days lost to notice."""
    days = problem.period.days
    moving = [day for day in days if day.estimated]
    if moving:
        names = sorted({day.note for day in moving if day.note})
        yield _warned(
            "CALENDAR_ESTIMATED",
            "{count} hari (mulai {first}) bergantung pada tanggal Hijriah atau libur yang masih perkiraan{names}; "
            "periksa setelah penetapan resmi.",
            "{count} days (from {first}) rest on estimated Hijri dates or holidays{names}; check when they are "
            "announced.",
            count=len(moving),
            first=moving[0].day,
            names=f" ({', '.join(names)})" if names else "",
        )
    noticed = first_noticed_day(problem)
    lost = sum(day.working and problem.period.as_of <= day.day < noticed for day in days)
    if lost and problem.told:
        yield _warned(
            "NOTICE_TAKES_DAYS",
            "Pada {lost} hari kerja dari {as_of} sampai sebelum {noticed} hanya kunjungan yang sudah diberitahukan "
            "dapat tetap berjalan; kunjungan baru mulai {noticed}: pemberitahuan perlu {notice} hari.",
            "On {lost} working days from {as_of} until before {noticed} only visits that were announced can stay; new "
            "visits begin on {noticed}: notice takes {notice} days.",
            as_of=problem.period.as_of,
            lost=lost,
            noticed=noticed,
            notice=problem.policy.notice_days,
        )
    elif lost:
        yield _warned(
            "NOTICE_TAKES_DAYS",
            "Dilihat dari {as_of}, {lost} hari kerja di awal periode tidak dapat dipakai: pemberitahuan perlu {notice} "
            "hari.",
            "Seen from {as_of}, {lost} working days at the start of the period cannot be used: notice takes {notice} "
            "days.",
            as_of=problem.period.as_of,
            lost=lost,
            notice=problem.policy.notice_days,
        )


def _places(problem: Problem) -> Iterator[Warned]:
    """What is not known of places and ways."""
    unknown = sum(site.connectivity is Connectivity.UNKNOWN for site in problem.sites)
    if unknown:
        planned: dict[Connectivity, Pair] = {
            Connectivity.NONE: ("tidak ada", "none"),
            Connectivity.WEAK: ("lemah", "weak"),
            Connectivity.GOOD: ("baik", "good"),
            Connectivity.UNKNOWN: ("tidak ada", "none"),
        }
        yield _warned(
            "CONNECTIVITY_UNKNOWN",
            "Sinyal {unknown} dari {all} tempat tidak diketahui dan direncanakan sebagai {planned}.",
            "The signal of {unknown} of {all} places is not known and planned as {planned}.",
            unknown=unknown,
            all=len(problem.sites),
            planned=planned[problem.policy.unknown_connectivity_as],
        )
    late = [site for site in problem.sites if site.data_ready is not None and site.data_ready > problem.period.last]
    if late:
        yield _warned(
            "DATA_LATE",
            "Data {count} tempat baru siap setelah periode ini.",
            "The data of {count} places are ready only after this period.",
            count=len(late),
        )
    if any(table.source not in ("matrix", "roads") for table in problem.travel):
        yield _warned(
            "TRAVEL_ESTIMATED",
            "Waktu tempuh sebagian atau seluruhnya perkiraan dari garis lurus, bukan dari jalan.",
            "Travel times are estimated in part or in whole from straight lines, not from roads.",
        )


def _teams(problem: Problem) -> Iterator[Warned]:
    """Teams and staff that leave little to plan."""
    if not problem.staff:
        yield _warned(
            "STAFF_NOT_LISTED",
            "Tidak ada daftar petugas: rencana tidak membagi petugas dan tidak memeriksa cuti mereka.",
            "No staff are listed: the plan names no crews and does not check who is away.",
        )
    if not team_days_available(problem):
        yield _warned(
            "NO_TEAM_DAYS",
            "Tidak satu pun dari {teams} tim boleh turun pada periode ini.",
            "None of the {teams} teams may go out in this period.",
            teams=len(problem.teams),
        )


def _floors(problem: Problem) -> Iterator[Warned]:
    """Promises that would be broken even if everybody were invited."""
    found = {item.subdistrict: item for item in coverages(problem, Plan())}
    for floor in problem.policy.floors:
        item = found.get(floor.subdistrict)
        if item is None or floor.coverage_permille is None:
            continue
        most = sum(
            adults(site, site.recording_demand * site.show_up_ppm)
            for site in problem.sites
            if site.subdistrict == floor.subdistrict
        )
        short = floor.coverage_permille * item.eligible * MICRO // PERMILLE - item.recorded - most
        if short > 0:
            yield _warned(
                "FLOOR_OUT_OF_REACH",
                "Cakupan {share} permil yang dijanjikan kepada {name} tidak dapat dicapai: bila semua diundang, "
                "sekitar {most} orang direkam, masih kurang {short}.",
                "The coverage of {share} permille promised to {name} cannot be reached: if everybody is invited, about "
                "{most} people are recorded, {short} too few.",
                share=floor.coverage_permille,
                name=floor.subdistrict,
                most=rounded_people(most),
                short=-(-short // MICRO),
            )


def _figures(problem: Problem) -> Iterator[Warned]:
    """Figures that are no counts."""
    soft = {figure.field: figure.name for figure in problem.figures if figure.status != "published"}
    names = [soft[field] for field in sorted(soft)]
    if soft:
        yield _warned(
            "FIGURES_ESTIMATED",
            "{count} kelompok angka adalah perkiraan atau asumsi, bukan data terbit: {fields}.",
            "{count} groups of figures are estimated or assumed, not published: {fields}.",
            count=len(soft),
            fields=(", ".join(name for name, _ in names), ", ".join(name for _, name in names)),
        )
