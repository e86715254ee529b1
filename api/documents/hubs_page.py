"""``titik-kumpul.html``: the hub each village without signal would join, on a map and in tables; it needs no network.

The page of :mod:`api.documents.ways_page`, filled with the ways of the people.
"""

import html
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from api.documents.lands import Lands
from api.documents.ways_page import WayMap, drawn_page, marked, roads_note, shared_data, told_way, words
from api.language import Language
from planner.domain.problem import Problem
from planner.units import MINUTE_S

Table: TypeAlias = tuple[str, Sequence[str], Sequence[Sequence[str]]]
"""Title, headings, rows."""
FILLS = ("#CFE3F5", "#FBE3C0", "#D6EBCF", "#E9D5EC", "#F9D3D0", "#CFECE8", "#EFE9B8", "#DCD8F3")
"""Colours of catchments; hubs beyond take them again from the start."""


def catchment_fills(served_at: Mapping[str, str]) -> dict[str, str]:
    """The colour of each village's land: that of the hub where it is served."""
    hubs = sorted(set(served_at.values()))
    colour = {hub: FILLS[number % len(FILLS)] for number, hub in enumerate(hubs)}
    return {village: colour[hub] for village, hub in served_at.items()}


def hubs_page(
    language: Language,
    problem: Problem,
    found: WayMap,
    lands: Lands,
    *,
    villages: Sequence[str],
    tables: Sequence[Table],
) -> bytes:
    """The page, UTF-8.

    Parameters
    ----------
    found
        Roads, closures, and one set of ways from the hubs to the villages that would join them.
    villages
        Those without signal, with a hub or without.
    tables
        The same to be read and printed.
    """
    ways = {way.end: way for item in found.sets for way in item.ways}
    hubs = sorted({way.start for way in ways.values()})
    with_hub = language.say_count("{n} village with a hub", "{n} villages with a hub", len(ways))
    without = language.say_count("{n} without one", "{n} without one", len(villages) - len(ways))
    note = roads_note(language, found)
    if lands.approximate:
        note += " " + language.say("Land with dotted borders is approximate: no boundaries are known.")
    period = problem.period
    return drawn_page(
        language,
        title=f"{problem.name} · {language.say('Hubs')} {language.period(period.first, period.last)}",
        note=note,
        data={
            **shared_data(language, problem, found, lands),
            "words": {
                **words(language),
                "base": language.say("Hub"),
                "no_way": language.say("no hub"),
                "col_name": language.say("Village"),
            },
            "limit": problem.policy.hub_max_s // MINUTE_S,
            "bases": [marked(problem.site[id_]) for id_ in hubs],
            "sites": [marked(problem.site[id_]) for id_ in villages],
            "sets": [
                {
                    "name": language.say("Villages without signal"),
                    "told": f"{with_hub}, {without}",
                    "best": {end: told_way(language, way) for end, way in ways.items()},
                }
            ],
        },
        tables="\n".join(_table(*table) for table in tables),
    )


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{html.escape(text)}</th>' for text in heads)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<h2>{html.escape(title)}</h2><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
