"""``jemput explain``: why this plan, who is left out and why; or everything about one place."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from api import wiring
from api.commands.baseline import baseline_in
from api.commands.office import Desk, existing, problem_of
from api.commands.planning import run_files
from api.documents.causes import cause_lines, cause_note
from api.documents.facts import PlanFacts
from api.documents.files import prepare, write_all
from api.documents.signal import evidence_told
from api.documents.summary import baseline_lines, gap_sentence, reason_counts
from api.documents.words import evidence_word, reason_word
from api.errors import ExitCode, refuse
from api.progress import RunControl, run_watched
from planner.domain.plan import PlanDocument, Unserved
from planner.domain.problem import Problem
from planner.domain.site import Site
from planner.goal_prices import Offer
from planner.units import rounded_people

PRICE_WORK = 10
"""Work units of each plan that prices a goal."""
SHOWN = 5
"""Of those left out, told where not all are asked for: those with most people without a place."""


def explain(
    desk: Desk,
    *,
    plan_file: str,
    site: str | None,
    problem_file: str | None,
    quick: bool = False,
    out: str | None = None,
    as_json: bool = False,
    baseline: str | None = None,
    full: bool = False,
    prices: bool = False,
) -> ExitCode:
    """Weigh what was left out, unless that was done before, and tell it; with ``out`` write the files with it.

    With ``prices`` nothing is weighed: what fairness and calm would cost is told beside the page *why this plan*.
    Without ``full`` the page *why this plan* and the largest of those left out are told, so that it fits a screen.
    """
    path = existing(plan_file, "PLAN")
    document = wiring.read_plan(path)
    problem = problem_of(document, path, problem_file)
    chosen = None if site is None else site_named(problem, site)
    if baseline is not None:
        beside = baseline_in(existing(baseline, "--baseline"), problem)
        document = replace(document, baseline=beside)
    folder = None if out is None else Path(out)
    if folder is not None:
        prepare(folder)
    offers = priced(desk, problem, document, quiet=as_json) if prices else []
    if not quick and not prices:
        document = weighed(desk, problem, document, None if chosen is None else chosen.id, quiet=as_json)
    facts = PlanFacts(problem, document)
    if as_json:
        desk.out.print(_json(facts, chosen, offers), markup=False, soft_wrap=True)
    elif prices:
        _tell_why(desk, facts)
        _tell_prices(desk, offers)
    elif chosen is None:
        _tell_why(desk, facts)
        for line in baseline_lines(desk.language, facts):
            desk.out.print(escape(f"{line.label}: {line.value}. {line.note}"), soft_wrap=True)
        _tell_left_out(desk, facts, full=full)
    else:
        _tell_site(desk, facts, chosen)
    if folder is not None:
        places = write_all(folder, run_files(desk.language, problem, document))
        text = desk.language.say("Files with these reasons in {folder}:", folder=folder)
        desk.err.print(escape(f"{text} {desk.language.listed(place.name for place in places)}"), soft_wrap=True)
    return ExitCode.GOOD


def weighed(desk: Desk, problem: Problem, document: PlanDocument, site: str | None, *, quiet: bool) -> PlanDocument:
    """The document with its reasons weighed, of one place or of all; Ctrl-C leaves the rest as it was."""
    only = None if site is None else (site,)
    return run_watched(
        lambda ear: wiring.weigh(problem, document, ear, only=only), RunControl(), desk.err, desk.language, quiet=quiet
    )


def priced(desk: Desk, problem: Problem, document: PlanDocument, *, quiet: bool) -> list[Offer]:
    """What fairness and calm would cost, each planned again; Ctrl-C leaves out what was not reached."""
    options = replace(document.options, work=PRICE_WORK, seconds=None)
    return run_watched(
        lambda ear: wiring.goal_prices(problem, document.plan, options, ear),
        RunControl(),
        desk.err,
        desk.language,
        quiet=quiet,
    )


def _tell_prices(desk: Desk, offers: Sequence[Offer]) -> None:
    """What each goal would reach and take; an office of one subdistrict and nothing published has none."""
    pick, language = desk.language.pick, desk.language
    table = Table(
        header_style="bold", show_lines=True, title=escape(pick(("Harga tujuan lain", "What other goals would cost")))
    )
    table.title_justify, table.title_style = "left", "bold"
    for heading in (
        ("Tujuan", "Goal"),
        ("Orang", "People"),
        ("Yang dicapai dan harganya", "What it reaches and costs"),
    ):
        table.add_column(escape(pick(heading)), overflow="fold")
    for offer in offers:
        people = f"{-rounded_people(offer.persons):+d}".replace("-", "\u2212")
        table.add_row(escape(pick(offer.asked)), people, escape(pick(offer.sentence)))
    if offers:
        desk.out.print(table)
        text = (
            "Dihitung dengan menyusun ulang bulan ini dari rencana ini; pencarian lebih lama dapat menemukan harga "
            "lain. Pembagian hari lapangan antarpetugas tidak mengurangi layanan: hanya nama yang berganti.",
            "Found by planning the month again from this plan on; a longer search may find other prices. Sharing field "
            "days among the staff takes nothing of the service: only names change.",
        )
    else:
        text = ("Tidak ada tujuan lain yang dapat dihitung.", "There is no other goal to price.")
    desk.out.print(escape(language.pick(text)), style="dim", soft_wrap=True)


def _json(facts: PlanFacts, chosen: Site | None, offers: Sequence[Offer]) -> str:
    """The reasons for programs: as ``plan.json`` holds them; and prices, if they were asked for."""
    whole = json.loads(wiring.plan_json(facts.document))
    left = [item for item in whole["unserved"] if chosen is None or item["origin"] == chosen.id]
    told = {"unserved": left, "worth_of_more": whole["worth_of_more"], "goals": whole["goals"]}
    if offers:
        told["prices"] = [
            {
                "goal": offer.goal.value,
                "asked": {"id": offer.asked[0], "en": offer.asked[1]},
                "sentence": {"id": offer.sentence[0], "en": offer.sentence[1]},
                "value": offer.value,
                "persons": offer.persons,
            }
            for offer in offers
        ]
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)


def _tell_why(desk: Desk, facts: PlanFacts) -> None:
    language = desk.language
    table = Table(header_style="bold", show_lines=True, title=escape(language.say("Why this plan")))
    table.title_justify, table.title_style = "left", "bold"
    for heading in (language.say("What"), language.say("Binds?"), language.say("Explanation")):
        table.add_column(escape(heading), overflow="fold")
    for line in cause_lines(language, facts):
        table.add_row(escape(line.subject), escape(line.verdict), escape(line.sentence))
    desk.out.print(table)
    desk.out.print(escape(cause_note(language)), style="dim")


def _tell_left_out(desk: Desk, facts: PlanFacts, *, full: bool) -> None:
    language = desk.language
    desk.out.print(escape(gap_sentence(language, facts)))
    if not facts.document.unserved:
        desk.out.print(escape(language.say("Nobody is left out.")))
        return
    for reason, count in reason_counts(facts):
        desk.out.print(f"{language.number(count):>6}  {escape(reason_word(language, reason))} [dim]{reason.value}[/]")
    table = Table(header_style="bold", show_lines=True)
    for heading in (language.say("Village or school"), language.say("People to serve"), language.say("Explanation")):
        table.add_column(heading, overflow="fold")
    sites = facts.problem.site
    rows = sorted(facts.document.unserved, key=lambda item: (sites[item.origin].subdistrict, sites[item.origin].name))
    if not full:
        rows = sorted(rows, key=lambda item: item.invited - item.demand)[:SHOWN]
    for item in rows:
        place = f"{sites[item.origin].name}, {sites[item.origin].subdistrict}\n{item.origin}"
        table.add_row(escape(place), _people(desk, item), escape(_reason(desk, item)))
    desk.out.print(table)
    more = len(facts.document.unserved) - len(rows)
    if more:
        text = language.say_count(
            "{n} more is left out or cut short: --full tells all, --site one; so does the workbook.",
            "{n} more are left out or cut short: --full tells all, --site one; so does the workbook.",
            more,
        )
        desk.out.print(escape(text), soft_wrap=True)


def _people(desk: Desk, item: Unserved) -> str:
    number = desk.language.number
    return number(item.demand) if not item.invited else f"{number(item.invited)} / {number(item.demand)}"


def _reason(desk: Desk, item: Unserved) -> str:
    language = desk.language
    grade = evidence_word(language, item.evidence)
    changes = language.say("What would let it in:") if item.changes else ""
    parts = [f"{reason_word(language, item.reason)} ({grade}). {language.pick(item.sentence)}", changes]
    return " ".join(part for part in (*parts, *(language.pick(change) for change in item.changes)) if part)


def site_named(problem: Problem, wanted: str) -> Site:
    """A place by code or name; a name that several bear is a fault that lists them."""
    sites = problem.sites
    if wanted in problem.site:
        return problem.site[wanted]
    named = [site for site in sites if site.name.casefold() == wanted.strip().casefold()]
    if len(named) == 1:
        return named[0]
    near = named or [site for site in sites if wanted.strip().casefold() in site.name.casefold()]
    listed = "; ".join(f"{site.id} {site.name}, {site.subdistrict}" for site in near[:8])
    raise refuse(
        "SITE_NAMED_TWICE" if named else "SITE_NOT_FOUND",
        "--site",
        wanted,
        f"kode atau nama satu tempat: {listed}" if listed else "kode atau nama satu tempat",
        f"code or name of one place: {listed}" if listed else "code or name of one place",
    )


def _tell_site(desk: Desk, facts: PlanFacts, site: Site) -> None:
    language = desk.language
    desk.out.print(f"[bold]{escape(site.name)}[/], {escape(site.subdistrict)} [dim]{escape(site.id)}[/]")
    evidence = evidence_told(language, facts.problem, site)
    if evidence:
        desk.out.print(escape(language.say("Signal: {evidence}", evidence=evidence)), soft_wrap=True)
    for item in facts.served.get(site.id, ()):
        people = next(origin.people for origin in item.origins if origin.origin.id == site.id)
        line = language.say(
            "{day}, {time}, team {team}, {place}",
            day=language.day_with_weekday(item.visit.day),
            time=language.clock_span(item.visit.start, item.visit.end),
            team=item.trip.team,
            place=facts.name(item.site),
        )
        figures = language.say(
            "{invited} invited; about {recorded} recorded, {cards} cards, {ikd} IKD",
            invited=language.number(people.invited + people.invited_ikd),
            recorded=language.people(people.recorded),
            cards=language.people(people.cards),
            ikd=language.people(people.ikd),
        )
        desk.out.print(escape(f"{line}: {figures}"), soft_wrap=True)
    short = facts.unserved.get(site.id)
    if short is not None:
        desk.out.print(escape(f"{_people(desk, short)}: {_reason(desk, short)}"), soft_wrap=True)
    elif site.id not in facts.served:
        desk.out.print(escape(language.say("Nothing planned, and nobody there is known to need it.")))
