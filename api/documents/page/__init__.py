"""``peta.html``: one page with the map, the days and the lists; it needs no network and asks for nothing.

Everything is inside the file. The page forbids itself every request (content security policy with the hashes of its
own script and style), and names from outside stand in it as text only.
"""

import base64
import hashlib
import html
import json
import re
from importlib.resources import files

from api.documents.facts import PlanFacts
from api.documents.lands import Lands
from api.documents.page.content import page_data, words
from api.documents.page.tables import tables_html
from api.documents.page.why import why_html
from api.documents.summary import distance_note, gap_sentence, head_line, held_line
from api.language import Language

_SCRIPTS = ("draw.js", "map.js", "panel.js")


def page_bytes(language: Language, facts: PlanFacts, lands: Lands | None = None) -> bytes:
    """The page, UTF-8; with the land of villages where it is given, else with discs around their points."""
    ground = lands or Lands()
    script = "\n".join(_part(name) for name in _SCRIPTS)
    style = _part("page.css")
    data = page_data(language, facts, ground)
    fields = {
        "lang": language.code,
        "script": script,
        "script_hash": source_hash(script),
        "style": style,
        "style_hash": source_hash(style),
        "data": inside_script(data),
        "tables": f"{why_html(language, facts)}\n{tables_html(language, facts)}",
        **{name: html.escape(text) for name, text in _texts(language, facts, ground).items()},
    }
    # One pass over the template, so that a name that looks like a field stays a name.
    page = re.sub(r"\{\{(\w+)\}\}", lambda found: fields[found[1]], _part("page.html"))
    return page.encode()


def _texts(language: Language, facts: PlanFacts, lands: Lands) -> dict[str, str]:
    period = facts.problem.period
    told = words(language, facts)
    return {
        "version": facts.document.run.version,
        "title": f"{facts.problem.name} · {language.say('outreach')} {language.period(period.first, period.last)}",
        "gap": gap_sentence(language, facts),
        "gap_class": " open" if facts.document.summary.gap_percent is None else "",
        "figures": ". ".join(
            text
            for text in (
                f"{head_line(language, facts)} ({language.say('people are estimates')})",
                held_line(language, facts),
            )
            if text
        ),
        "skip": language.say("Skip to the tables"),
        "map_label": language.say("Map"),
        "teams_label": language.say("Teams shown"),
        "tools_label": language.say("Map tools"),
        "legend_label": language.say("Legend"),
        "days_label": language.say("Day"),
        "list_label": language.say("List"),
        "search_label": language.say("Search village, school, code"),
        "straight_note": _ground_note(language, facts, lands),
        "told": told["all_told"],
        "footer": language.say(
            "Seen from {day}. Made by Jemput {version} from problem {hash}. No data of residents, no network.",
            day=language.day(period.as_of),
            version=facts.document.run.version,
            hash=facts.document.problem_hash[:16],
        ),
    }


def _ground_note(language: Language, facts: PlanFacts, lands: Lands) -> str:
    """What lines and areas of the map are worth."""
    lines = language.say("Lines are straight, no road yet. Travel: {note}.", note=distance_note(language, facts))
    if not lands.villages:
        ground = language.say("Discs show where villages are; they are no boundaries.")
    elif lands.approximate:
        ground = language.say("Broken borders are approximate: land nearest to a village's point, no boundary.")
    else:
        ground = language.say("Borders of villages as the office gave them, thinned out.")
    return f"{lines} {ground}"


def _part(name: str) -> str:
    return files("api.documents.page").joinpath(name).read_text(encoding="utf-8").strip()


def source_hash(text: str) -> str:
    """The source that a content security policy names a script or style of its own by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def inside_script(data: object) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    unsafe = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
    return "".join(unsafe.get(letter, letter) for letter in text)
