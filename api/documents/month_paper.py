"""``jadwal.pdf``: the month for the wall and for villages: a calendar page, then the list by day. Set by typst.

It leaves the office, so it tells no staff and no small numbers of people.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from api.documents.facts import PlanFacts, TeamMark, VisitFacts
from api.documents.held import HeldVisit
from api.documents.notes import services_told, visit_notes
from api.documents.outing import plain
from api.documents.paper_blocks import typst_compiled, typst_text
from api.documents.small_counts import HIDDEN_BELOW, count_told
from api.documents.summary import head_line, held_line
from api.documents.words import service_word
from api.language import Language
from planner.domain.plan import Service

_WEEK = 7
_WEEKS_ON_A_PAGE = 6
_ROWS_CM, _ROW_CM = 13.2, 2.6
"""Room for the weeks of a month on one page, and for one week at most."""
NO_BREAK = "\u00a0"
_INK, _MUTED, _BRAND, _HAIRLINE, _STRIPE = "#14202B", "#4A5663", "#0B5CAD", "#D3DAE1", "#EEF2F6"


def month_pdf_bytes(language: Language, facts: PlanFacts) -> bytes:
    """The paper, A4 across; the same plan gives the same bytes."""
    return typst_compiled({"main.typ": month_source(language, facts).encode()}, format="pdf", timestamp=0)


def month_source(language: Language, facts: PlanFacts) -> str:
    """What typst sets."""
    parts = (_preamble(language, facts), _calendar(language, facts), "#pagebreak()", _list(language, facts))
    return "\n\n".join(parts)


def _preamble(language: Language, facts: PlanFacts) -> str:
    period = facts.problem.period
    title = plain(f"{facts.problem.name}, {language.period(period.first, period.last)}")
    seen = language.say("seen from {day}", day=language.day(period.as_of))
    foot = typst_text(f"{title} · {seen} · {facts.document.problem_hash[:8]}")
    page = typst_text(language.pick(("halaman", "page")) + " ")
    return (
        f"#set document(title: {typst_text(title)}, date: none)\n"
        f'#set text(lang: "{language.code}", size: 8.5pt, fill: rgb("{_INK}"), '
        'font: ("Arial", "Liberation Sans", "Libertinus Serif"))\n'
        '#set page(paper: "a4", flipped: true, margin: (x: 1.2cm, top: 1.2cm, bottom: 1.5cm), '
        f'footer: text(size: 7pt, fill: rgb("{_MUTED}"), context grid(columns: (1fr, auto), text({foot}), '
        f'text({page}) + counter(page).display("1 / 1", both: true))))\n'
        "#set par(leading: 0.45em)\n"
        f'#set table(stroke: 0.4pt + rgb("{_HAIRLINE}"))'
    )


def _head(language: Language, facts: PlanFacts) -> str:
    period = facts.problem.period
    title = language.say("OUTREACH SCHEDULE {period}", period=language.period(period.first, period.last).upper())
    office = language.say(
        "{office} · seen from {day}", office=plain(facts.problem.name), day=language.day(period.as_of)
    )
    figures = f"{head_line(language, facts)} ({language.say('people are estimates')})"
    held = held_line(language, facts)
    over = f' #linebreak() #text(fill: rgb("{_MUTED}"), {typst_text(held)})' if held else ""
    return (
        f'#heading(level: 1, text(size: 16pt, fill: rgb("{_BRAND}"), {typst_text(title)}))\n'
        f'#text(fill: rgb("{_MUTED}"), {typst_text(office)}) #linebreak()'
        f'#text(fill: rgb("{_MUTED}"), {typst_text(figures)}){over}\n#v(4pt)'
    )


# --- the calendar ------------------------------------------------------------------------------------------


def _calendar(language: Language, facts: PlanFacts) -> str:
    period = facts.problem.period
    monday = period.first - timedelta(days=period.first.weekday())
    heads = ", ".join(_heading(language.weekday(monday + timedelta(days=number))) for number in range(_WEEK))
    cells: list[str] = []
    weeks = (period.last - monday).days // _WEEK + 1
    height = min(_ROWS_CM / weeks, _ROW_CM) if weeks <= _WEEKS_ON_A_PAGE else _ROW_CM
    day = monday
    while day <= period.last:
        cells += [_day(language, facts, day + timedelta(days=number), height) for number in range(_WEEK)]
        day += timedelta(days=_WEEK)
    legend = " #h(8pt) ".join(
        f"{_badge(mark.letter, mark)} {_said(facts.team_label(language, team))}" for team, mark in facts.marks.items()
    )
    told = language.pick(
        (
            "Jam = mulai layanan. +n desa = desa yang bergabung di sana.",
            "Time = start of service. +n villages = villages that join there.",
        )
    )
    return (
        f"{_head(language, facts)}\n"
        f"#table(columns: (1fr,) * {_WEEK}, inset: 4pt, table.header({heads}), {', '.join(cells)})\n"
        f'{legend} #h(12pt) #text(fill: rgb("{_MUTED}"), {typst_text(told)})'
    )


def _day(language: Language, facts: PlanFacts, day: date, height: float) -> str:
    calendar = facts.problem.period.day(day)
    ground = "" if calendar is not None and calendar.working else f'fill: rgb("{_STRIPE}"), '
    if calendar is None:
        return f"table.cell({ground}[])"
    number = language.day(day).rsplit(" ", 1)[0] if day.day == 1 else str(day.day)
    lines = [f'#text(size: 10pt, weight: "bold", {typst_text(number)})']
    visits, held = facts.on(day), facts.held_on(day)
    if calendar.note and not visits and not held:
        lines.append(f'#text(size: 7pt, fill: rgb("{_MUTED}"), {typst_text(plain(calendar.note))})')
    lines += [_held_line(language, facts, item) for item in held]
    lines += [_line(language, facts, item) for item in visits]
    # An empty column beside it keeps the cell as high as the wall wants it; more visits make it higher.
    strut = f"grid(columns: (0pt, 1fr), box(height: {height:.2f}cm), [{' #linebreak() '.join(lines)}])"
    return f"table.cell({ground}breakable: false, {strut})"


def _line(language: Language, facts: PlanFacts, item: VisitFacts) -> str:
    joined = f" {language.say_count('+{n} village', '+{n} villages', len(item.joined))}" if item.joined else ""
    told = f"{language.clock(item.visit.start)} {plain(facts.name(item.site))} {joined.strip().replace(' ', NO_BREAK)}"
    return f"{_badge(item.mark.letter, item.mark)} #text(size: 8pt, {typst_text(told.strip())})"


def _held_line(language: Language, facts: PlanFacts, item: HeldVisit) -> str:
    mark = facts.mark_of(item.team)
    joined = len(item.joined)
    more = f" {language.say_count('+{n} village', '+{n} villages', joined)}" if joined else ""
    told = f"{language.pick(item.word)} {plain(facts.name(item.site))}{more}"
    return f'{_badge(mark.letter, mark)} #text(size: 8pt, fill: rgb("{_MUTED}"), {typst_text(told)})'


def _badge(text: str, mark: TeamMark) -> str:
    """The letter of a team on its colour."""
    return (
        f'#box(fill: rgb("{mark.colour}"), inset: (x: 2pt), outset: (y: 1.5pt), radius: 1pt, '
        f'text(size: 7pt, weight: "bold", fill: rgb("{mark.ink}"), {typst_text(text)}))'
    )


# --- the list ----------------------------------------------------------------------------------------------


def _list(language: Language, facts: PlanFacts) -> str:
    pick = language.pick
    heads = (
        language.say("Time"),
        language.say("Team"),
        language.say("Place"),
        language.say("Subdistrict"),
        language.say("Villages that join"),
        language.say("Service"),
        language.say("Invited"),
        language.say("Notes"),
    )
    rows = ", ".join(cell for day in _days(facts) for cell in _rows(language, facts, day))
    if not facts.visits and not facts.held:
        rows = f"table.cell(colspan: {len(heads)}, {_content(language.say('No visit to show'))})"
    title = pick(("Kunjungan menurut hari", "Visits by day"))
    hidden = pick(
        (
            f"Jumlah undangan di bawah {HIDDEN_BELOW} orang tidak disebut. Nama petugas dan penduduk tidak dimuat.",
            f"Numbers below {HIDDEN_BELOW} people are not told. Names of staff and residents are not in this paper.",
        )
    )
    sign = "\n".join(
        (
            # Place and day of signing, by hand: a month is often signed in the year before it.
            "....................................., ...........................",
            language.say("Head of the civil registry office,"),
        )
    )
    line = "( ........................................................ )"
    return (
        f'#heading(level: 2, text(size: 12pt, fill: rgb("{_BRAND}"), {typst_text(title)}))\n'
        f"#table(columns: (2.3cm, 1.1cm, 1.5fr, 1.1fr, 2.1fr, 1.5fr, 1.7cm, 1.5fr), inset: 4pt, "
        f"align: (left, center, left, left, left, left, right, left), "
        f"table.header({', '.join(_heading(head) for head in heads)}), {rows})\n"
        f'#text(fill: rgb("{_MUTED}"), {typst_text(hidden)})\n'
        f"#block(breakable: false, width: 100%, align(right, block(align(left)[#v(10pt) {_said(sign)} #v(42pt) "
        f"{_said(line)} #linebreak() NIP.])))"
    )


def _days(facts: PlanFacts) -> list[date]:
    """Days on which somebody is or was served."""
    return sorted({*facts.days, *(item.day for item in facts.held)})


def _held_row(language: Language, facts: PlanFacts, item: HeldVisit) -> Iterator[str]:
    mark, word = facts.mark_of(item.team), language.pick(item.word)
    joined = ", ".join(plain(facts.name(facts.problem.site[origin])) for origin in item.joined)
    service = service_word(language, Service.IKD_ONLY if item.ikd_only else Service.RECORDING)
    yield _faded(word)
    yield f"[{_badge(mark.letter, mark)}]"
    texts = (plain(item.site.name), plain(item.site.subdistrict), joined, service, count_told(language, item.invited))
    yield from (_faded(text) for text in (*texts, ""))


def _faded(text: str) -> str:
    return f'text(fill: rgb("{_MUTED}"), {typst_text(text)})'


def _rows(language: Language, facts: PlanFacts, day: date) -> Iterator[str]:
    """The heading of a day, then its visits."""
    told = typst_text(language.day_with_weekday(day))
    cell = f'table.cell(colspan: 8, fill: rgb("{_STRIPE}"), breakable: false, text(weight: "bold", {told}))'
    # A heading of its own: never the last line of a page.
    yield f"table.header(level: 2, repeat: false, {cell})"
    for over in facts.held_on(day):
        yield from _held_row(language, facts, over)
    for item in facts.on(day):
        joined = ", ".join(
            plain(facts.name(origin.origin))
            + ("" if origin.distance_m is None else f" ({language.km(origin.distance_m)} km)")
            for origin in item.joined
        )
        yield from (
            _content(language.clock_span(item.visit.start, item.visit.end)),
            f"[{_badge(item.mark.letter, item.mark)}]",
            f'text(weight: "bold", {typst_text(plain(item.site.name))})',
            _content(plain(item.subdistrict)),
            _content(joined),
            _content(services_told(language, item)),
            _content(count_told(language, item.invited)),
            _content("; ".join(plain(note) for note in visit_notes(language, facts, item, small_hidden=True))),
        )


def _heading(text: str) -> str:
    return f'table.cell(fill: rgb("{_BRAND}"), align: center, text(weight: "bold", fill: white, {typst_text(text)}))'


def _content(text: str) -> str:
    return f"text({typst_text(text)})"


def _said(text: str) -> str:
    return f"#text({typst_text(text)})"
