"""The policy as programs and pages tell it: names, meaning, unit, default, limits and words, in both languages."""

from dataclasses import fields
from typing import Any

from geodata.read.policy_help import HELP, RATE_HELP
from geodata.read.policy_names import PARAMETERS, RATES, UNIT_TEXT, Parameter, Unit
from geodata.read.policy_sheet import WORDS
from geodata.read.template_read_me import default_text, written
from planner.domain.policy import Rates

_WITHOUT_LIMITS = frozenset({*WORDS})


def parameters_told() -> list[dict[str, Any]]:
    """Every parameter of the sheet ``kebijakan``."""
    return [
        {
            "path": parameter.path,
            "names": (parameter.names[0][0], parameter.names[1][0]),
            "about": HELP[parameter.path],
            "unit": UNIT_TEXT[parameter.names[0][1]],
            "default": tuple(default_text(parameter, parameter.names[side][1], side) for side in (0, 1)),
            "least": _limit(parameter, parameter.low),
            "most": _limit(parameter, parameter.high),
            "words": [word.written[:2] for word in WORDS.get(parameter.unit, ())],
        }
        for parameter in PARAMETERS
    ]


def rates_told() -> list[dict[str, Any]]:
    """Every price of the sheet ``biaya``."""
    usual = Rates()
    return [
        {
            "code": (RATES[item.name][0], item.name),
            "path": f"rates.{item.name}",
            "about": RATE_HELP[item.name],
            "default": getattr(usual, item.name),
        }
        for item in fields(Rates)
        if item.name in RATES
    ]


def _limit(parameter: Parameter, held: int | None) -> tuple[str, str] | None:
    """A limit in the unit that the first name is written in; none for words and where there is none."""
    if held is None or parameter.unit in _WITHOUT_LIMITS:
        return None
    if parameter.unit is Unit.CLOCK and held == 86_400:
        return ("24:00", "24:00")
    told = tuple(written(parameter, parameter.names[side][1], held, side) for side in (0, 1))
    return (told[0], told[1])
