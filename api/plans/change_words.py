"""Changes of a plan in words, for its history and for whoever is asked before something is undone."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from api.documents.facts import PlanFacts
from api.http.languages import Sentence, sentence
from api.spoken import both

_WHOLE: Mapping[str, tuple[str, str]] = {
    "solve": ("Disusun", "Planned"),
    "replan": ("Disusun ulang", "Planned anew"),
    "try": ("Dicoba dalam salinan", "Tried in a copy"),
    "upload": ("Diunggah", "Uploaded"),
    "rename": ("Diganti namanya", "Renamed"),
    "archive": ("Diarsipkan", "Put away"),
    "undo": ("Diurungkan", "Undone"),
    "redo": ("Diulangi", "Redone"),
    "repair": ("Diperbaiki dengan perubahan paling sedikit", "Repaired with the fewest changes"),
}


def sentences(facts: PlanFacts, change: Sequence[Mapping[str, Any]]) -> list[Sentence]:
    """Each change in words, with names out of the plan's problem."""
    return [_said(facts, item) for item in change]


def _said(facts: PlanFacts, item: Mapping[str, Any]) -> Sentence:
    op = str(item["op"])
    if op in _WHOLE:
        return sentence(_WHOLE[op])
    if op == "restore":
        return both("Kembali ke revisi {number}", "Back to revision {number}", number=str(item["revision"]))
    if op == "adopt":
        return both("Mengambil rencana {plan}", "Took over plan {plan}", plan=str(item["plan"]))
    if op == "situation":
        return sentence((item["told"][0], item["told"][1]))
    if op == "fit":
        return both("{site} dimasukkan ke rencana", "{site} taken into the plan", site=_name(facts, item["site"]))
    here = date.fromisoformat(item["day"])
    team = item.get("from_team") or item.get("team")
    known: dict[str, Any] = {"site": _name(facts, item["site"]), "day": here, "team": str(team or "")}
    if op == "move":
        return both(
            "{site}: tim {team} {day} ke tim {to_team} {to_day}",
            "{site}: team {team} {day} to team {to_team} {to_day}",
            **known,
            to_team=str(item["to_team"]),
            to_day=date.fromisoformat(item["to_day"]),
        )
    if op == "remove":
        return both("{site}: tim {team} {day} dikeluarkan", "{site}: team {team} {day} left out", **known)
    if op == "add":
        return both("{site}: ditambahkan, tim {team} {day}", "{site}: added, team {team} {day}", **known)
    if op == "invite":
        return both(
            "{site} {day}: {invited} orang dari {origin} diundang",
            "{site} {day}: {invited} people of {origin} invited",
            **known,
            invited=int(item["invited"]),
            origin=_name(facts, item["origin"]),
        )
    if op == "lock":
        return both("{site} {day} dikunci", "{site} {day} locked", **known)
    return both("{site} {day} dibuka kuncinya", "{site} {day} unlocked", **known)


def _name(facts: PlanFacts, site: str) -> str:
    found = facts.problem.site.get(site)
    return site if found is None else facts.name(found)
