"""The public schedule as a page: plain HTML from the server, so that any phone opens it, and nothing is fetched."""

from datetime import date, datetime
from html import escape
from itertools import groupby

from api.documents.held import HELD, UNDER_WAY
from api.documents.page import source_hash
from api.language import Language
from api.public.schemas import PublicSchedule, PublicVisit

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:44rem;padding:1rem;color:#14202b;background:#fff}"
    "h1{font-size:1.375rem;line-height:1.3;margin:0 0 .25rem}h2{font-size:1.0625rem;margin:1.5rem 0 .25rem;"
    "border-bottom:1px solid #d3dae1}p{margin:.25rem 0}ul{list-style:none;margin:0;padding:0}li{padding:.5rem 0;"
    "border-bottom:1px solid #eef2f6}.when{font-variant-numeric:tabular-nums;font-weight:600}.small{color:#4a5663;"
    "font-size:.875rem}.over{color:#4a5663}"
    "@media print{body{max-width:none;padding:0}h2{break-after:avoid}li{break-inside:avoid}}"
)
POLICY = (
    f"default-src 'none'; style-src {source_hash(STYLE)}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


def page_text(language: Language, found: PublicSchedule, now: datetime) -> str:
    """The whole page; names are those of the office and are escaped."""
    title = language.say("Mobile ID-card service schedule")
    by_day = groupby(found.visits, key=lambda visit: visit.day)
    days = "".join(_day(language, day, list(visits)) for day, visits in by_day)
    none = f"<p>{escape(language.say('Nothing is published for these days yet.'))}</p>"
    bring = language.say("Bring your family card; for the digital identity bring your phone. Free of charge.")
    at, day = language.clock(now.hour * 3_600 + now.minute * 60), language.day(now.date())
    seen = language.say("Seen at {time} {zone}, {day}.", time=at, zone=found.time_zone, day=day)
    return _whole(
        language,
        title,
        f"<p>{escape(found.office)}, {escape(language.period(found.first, found.last))}</p>"
        f'<p class="small">{escape(bring)}</p>{days or none}<p class="small">{escape(seen)}</p>',
    )


def gone_text(language: Language) -> str:
    """The page of a link that is unknown or was taken back."""
    told = language.say("This link does not show a schedule, or no longer. Ask the office for the present one.")
    return _whole(language, language.say("Mobile ID-card service schedule"), f"<p>{escape(told)}</p>")


def _whole(language: Language, title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="{language.code}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>{escape(title)}</title><style>{STYLE}</style></head><body>'
        f"<h1>{escape(title)}</h1>{body}</body></html>"
    )


def _day(language: Language, day: date, visits: list[PublicVisit]) -> str:
    heading = escape(language.day_with_weekday(day))
    return f"<h2>{heading}</h2><ul>{''.join(_visit(language, item) for item in visits)}</ul>"


def _when(language: Language, item: PublicVisit) -> str:
    """Its hours while it is to come; else that it is over or under way."""
    if item.status == "held":
        return language.pick(HELD)
    if item.start is None or item.end is None:
        return language.pick(UNDER_WAY)
    dot = "." if language.code == "id" else ":"
    return f"{item.start.replace(':', dot)}-{item.end.replace(':', dot)}"


def _visit(language: Language, item: PublicVisit) -> str:
    when = f'<span class="when">{escape(_when(language, item))}</span>'
    lines = [f"{when} {escape(item.place)}, {escape(item.subdistrict)}"]
    if item.service == "ikd_only":
        lines.append(f'<span class="small">{escape(language.say("Digital identity only"))}</span>')
    if item.joins:
        names = ", ".join(
            place.name if place.distance_km is None else f"{place.name} ({language.number(place.distance_km, 1)} km)"
            for place in item.joins
        )
        lines.append(f'<span class="small">{escape(language.say("Also for: {names}", names=names))}</span>')
    look = ' class="over"' if item.status == "held" else ""
    return f"<li{look}>{'<br>'.join(lines)}</li>"
