"""Blank cards."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A receipt of blank cards: it counts from the morning of ``day`` if it is likely enough."""

    day: date
    quantity: int
    probability_permille: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class CardStock:
    """Blank cards on hand over the period.

    Attributes
    ----------
    opening
        Cards in the store on the morning of the first day, pieces.
    reserve
        Cards that must remain every evening, pieces; never negative.
    counter_per_day
        Cards the office counter uses on each working day, pieces.
    deliveries
        Dated receipts, sorted by day; a receipt counts from that morning.
    """

    opening: int
    reserve: int = 500
    counter_per_day: int = 75
    deliveries: tuple[Delivery, ...] = ()

    def __post_init__(self) -> None:
        if min(self.opening, self.reserve, self.counter_per_day) < 0:
            raise ValueError("opening, reserve and counter use are counted from 0")
        if tuple(sorted(self.deliveries, key=lambda delivery: delivery.day)) != self.deliveries:
            raise ValueError("deliveries are sorted by day")
