"""The evidence on the signal of sites, as documents tell it."""

from collections import Counter

from api.language import Language, message
from planner.domain.problem import Problem
from planner.domain.signal import SignalFinding, SignalSource
from planner.domain.site import Connectivity, Site

_SOURCES = {
    SignalSource.OFFICE: message("the office's own word"),
    SignalSource.SPEED_TEST: message("speed tests"),
    SignalSource.REPORT: message("reports"),
    SignalSource.COVERAGE: message("coverage maps"),
    SignalSource.TOWER: message("towers and their range"),
}


def source_word(language: Language, source: SignalSource) -> str:
    """Kind of evidence."""
    return language.say(_SOURCES[source])


def evidence_told(language: Language, problem: Problem, site: Site) -> str:
    """The evidence that decided, and how much of the rest disagrees; empty where nothing is known."""
    finding = problem.signal_of.get(site.id)
    if finding is None:
        return ""
    told = language.pick(finding.note)
    return told if not finding.disputed else f"{told} ({language.say('other evidence differs')})"


def source_counts(language: Language, problem: Problem) -> list[tuple[str, int]]:
    """Sites by what decided their signal, from strongest to weakest, then those of unknown signal."""
    counted = Counter(finding.source for finding in problem.signal)
    found = [(source_word(language, source), counted[source]) for source in SignalSource if counted[source]]
    unknown = sum(site.connectivity is Connectivity.UNKNOWN for site in problem.sites)
    return [*found, (language.say("not known"), unknown)] if unknown else found


def disputed(problem: Problem) -> tuple[SignalFinding, ...]:
    """Findings that other evidence contradicts."""
    return tuple(finding for finding in problem.signal if finding.disputed)


def contradiction(finding: SignalFinding) -> tuple[str, str]:
    """The strongest of the other evidence that says something else than what decided, in a sentence."""
    others = (note for note in finding.weaker if _level_told(note) != _level_told(finding.note))
    return next(others, finding.weaker[0])


def _level_told(note: tuple[str, str]) -> str:
    """What a piece of evidence says, as its sentence begins: ``no signal`` of ``no signal: report, 2024``."""
    return note[1].partition(":")[0]
