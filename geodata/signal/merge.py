"""Many pieces of evidence to one finding per site.

For each operator the strongest evidence that speaks of it, or of all operators, holds. The office may use any
operator, so the site has the best of what holds in the strongest class of evidence: a measured *none* of one operator
is not outweighed by the coverage map of another, but by a measured *weak*.
"""

from collections.abc import Iterable
from datetime import date

from geodata.signal.evidence import TIERS, WORSE_FIRST, Evidence
from planner.domain.signal import SignalFinding

MOST_TOLD = 6
"""Weaker evidence that a finding carries at most."""


def findings_of(evidence: Iterable[Evidence], as_of: date) -> tuple[SignalFinding, ...]:
    """The finding of every site that something is known of, sorted by site.

    Parameters
    ----------
    evidence
        In any order.
    as_of
        The date that ages are counted to.
    """
    of_site: dict[str, list[Evidence]] = {}
    for item in evidence:
        of_site.setdefault(item.site, []).append(item)
    return tuple(_finding(of_site[site], as_of) for site in sorted(of_site))


def holding(evidence: Iterable[Evidence], as_of: date) -> dict[str, Evidence]:
    """Operator to the evidence that holds for it; the empty name stands for what speaks of all operators alone.

    Parameters
    ----------
    evidence
        Of one site.
    """
    known = list(evidence)
    # "telkomsel" and "Telkomsel" are one operator; it is told as written first.
    operators: dict[str, str] = {}
    for item in known:
        operators.setdefault(item.operator.casefold(), item.operator)
    named = sorted(key for key in operators if key) or [""]
    return {
        operators[key]: max(
            (item for item in known if item.operator.casefold() in (key, "")), key=lambda item: _order(item, as_of)
        )
        for key in named
    }


def _finding(evidence: list[Evidence], as_of: date) -> SignalFinding:
    held = holding(evidence, as_of)
    tier = min((item.tier for item in held.values()), key=TIERS.index)
    decided = max(
        (item for item in held.values() if item.tier is tier),
        key=lambda item: (WORSE_FIRST.index(item.connectivity), _order(item, as_of)),
    )
    ranked = sorted(evidence, key=lambda item: _order(item, as_of), reverse=True)
    rest = [item for item in ranked if item is not decided]
    return SignalFinding(
        site=decided.site,
        connectivity=decided.connectivity,
        source=decided.source,
        seen=None if decided.seen is None else decided.seen.first,
        operator=decided.operator,
        note=decided.note,
        weaker=tuple(item.note for item in rest[:MOST_TOLD]),
        disputed=any(item.connectivity is not decided.connectivity for item in rest),
    )


def _order(item: Evidence, as_of: date) -> tuple[tuple[int, ...], str, tuple[str, str]]:
    """Strength, then anything that makes the order the same on every run."""
    return (item.strength(as_of), item.operator, item.note)
