"""What is told of a risk: its sentences, and its figures as plain values."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from planner.risk.outlook import Risk
from planner.rules.wording import Pair, day_text, decimal, number
from planner.units import MICRO

SHOWN_VISITS = 8
PERCENT = 10
"""Permille of a percent."""


def risk_sentences(found: Risk, names: Mapping[str, str]) -> list[Pair]:
    """What is told of a risk besides its figures."""
    runs, short = number(found.runs), number(round(found.shortfall / MICRO))
    told = [
        (
            f"{runs[0]} bulan dimainkan. Sepersepuluh terburuk merekam rata-rata {short[0]} orang kurang dari rencana.",
            f"{runs[1]} months were played. The worst tenth records {short[1]} people fewer than planned on average.",
        )
    ]
    if found.stock_out_day is not None:
        day, percent = day_text(found.stock_out_day), decimal(found.stock_out_permille, PERCENT, 1)
        waiting = number(round(found.unprinted / MICRO))
        told.append(
            (
                f"Peluang blangko habis: {percent[0]} %, paling sering sekitar {day[0]}; rata-rata {waiting[0]} kartu "
                "tertunda.",
                f"Chance that blanks run short: {percent[1]} %, in the middle about {day[1]}; {waiting[1]} cards wait "
                "on average.",
            )
        )
    else:
        told.append(("Blangko tidak pernah habis.", "Blanks never ran short."))
    if found.failing:
        shown = [
            (names[item.site], day_text(item.day), decimal(item.permille, PERCENT, 1))
            for item in found.failing[:SHOWN_VISITS]
        ]
        listed = [
            "; ".join(f"{name}, {day[side]} ({chance[side]} %)" for name, day, chance in shown) for side in (0, 1)
        ]
        told.append((f"Kunjungan yang paling mungkin gagal: {listed[0]}.", f"Visits most likely to fail: {listed[1]}."))
    return told


def risk_values(found: Risk) -> dict[str, Any]:
    """A risk as plain values."""
    return {
        **{name: asdict(getattr(found, name)) for name in ("recording", "cards", "ikd", "value")},
        "runs": found.runs,
        "seed": found.seed,
        "stock_out_permille": found.stock_out_permille,
        "stock_out_day": None if found.stock_out_day is None else found.stock_out_day.isoformat(),
        "stock_out_days": [[day.isoformat(), count] for day, count in found.stock_out_days],
        "unprinted_micro": found.unprinted,
        "shortfall_micro": found.shortfall,
        "failing": [
            {"site": item.site, "day": item.day.isoformat(), "permille": item.permille} for item in found.failing
        ],
    }
