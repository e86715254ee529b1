"""Whole people out of fractions: by largest remainder, so that the sum is rounded and not its parts."""

from collections.abc import Mapping

from planner.units import MICRO, MicroPeople, rounded_people


def rounded_together(amounts: Mapping[str, MicroPeople]) -> dict[str, int]:
    """Whole people for each key, together the rounded sum; each is its own amount rounded down or up.

    Parameters
    ----------
    amounts
        Micro-people, none negative.
    """
    whole = {key: amount // MICRO for key, amount in amounts.items()}
    missing = rounded_people(sum(amounts.values())) - sum(whole.values())
    for key in sorted(amounts, key=lambda key: (-(amounts[key] % MICRO), key))[:missing]:
        whole[key] += 1
    return whole


def shared_out(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """``total`` shared out in whole pieces by ``weights``; no share is above its quota rounded up.

    With weights that are capacities, and a total no larger than their sum, no capacity is exceeded.
    Nobody gets anything where all weights are 0.
    """
    weight = sum(weights.values())
    if weight == 0:
        return dict.fromkeys(weights, 0)
    whole = {key: total * value // weight for key, value in weights.items()}
    missing = total - sum(whole.values())
    for key in sorted(weights, key=lambda key: (-(total * weights[key] % weight), key))[:missing]:
        whole[key] += 1
    return whole
