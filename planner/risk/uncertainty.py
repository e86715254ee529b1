"""What is uncertain in a month, and how much. All of it off: the month goes exactly as planned."""

from dataclasses import dataclass, fields

from planner.errors import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertainty:
    """Chances and spreads, permille; 0 switches each off. The defaults of :data:`USUAL` are assumptions.

    Attributes
    ----------
    turnout_spread
        Spread of the turnout of a visit around what is expected: standard deviation of its mean.
    by_head
        1: who was invited comes or not, one by one; 0: exactly the expected share comes.
    throughput_spread
        Spread of the time that a person takes, day by day.
    link_fails_good, link_fails_weak, link_fails_kit
        Chance that nothing can be served at a visit because the link is down, by signal and with a satellite kit.
    rain
        Chance that a day is rainy in the whole regency.
    rain_turnout
        Turnout on a rainy day as a share of that on a dry one; schools do not mind the rain.
    road_cut, road_cut_rain
        Chance that a place cannot be reached on a dry and on a rainy day.
    deliveries
        1: each delivery comes with its own chance; 0: as they are counted in planning.
    delivery_late, delivery_late_days
        Chance that a delivery is late, and by how many days at most (each number of days alike).
    delivery_short, delivery_short_share
        Chance that a delivery is short, and the least share that it brings (each share from it alike).
    counter_spread
        Spread of the cards that the counter uses in a day.
    """

    turnout_spread: int = 0
    by_head: int = 0
    throughput_spread: int = 0
    link_fails_good: int = 0
    link_fails_weak: int = 0
    link_fails_kit: int = 0
    rain: int = 0
    rain_turnout: int = 1000
    road_cut: int = 0
    road_cut_rain: int = 0
    deliveries: int = 0
    delivery_late: int = 0
    delivery_late_days: int = 10
    delivery_short: int = 0
    delivery_short_share: int = 300
    counter_spread: int = 0


OFF = Uncertainty()
USUAL = Uncertainty(
    turnout_spread=250,
    by_head=1,
    throughput_spread=150,
    link_fails_good=20,
    link_fails_weak=80,
    link_fails_kit=40,
    rain=350,
    rain_turnout=850,
    road_cut=2,
    road_cut_rain=15,
    deliveries=1,
    delivery_late=300,
    delivery_late_days=12,
    delivery_short=200,
    delivery_short_share=300,
    counter_spread=250,
)
"""Assumed for an office in the hills in the rainy season; an office sets its own."""
SPREADS = ("turnout_spread", "throughput_spread", "counter_spread")
MOST_SPREAD = 2000
MOST_DAYS = 92


def uncertainty_faults(uncertainty: Uncertainty, where: str) -> tuple[Fault, ...]:
    """Every chance that is none."""
    faults = []
    for item in fields(uncertainty):
        found = getattr(uncertainty, item.name)
        most = MOST_SPREAD if item.name in SPREADS else MOST_DAYS if item.name == "delivery_late_days" else 1000
        least = 1 if item.name == "delivery_late_days" else 0
        if not least <= found <= most:
            faults.append(
                Fault(
                    code="CHANCE_OUT_OF_RANGE",
                    where=f"{where}/{item.name}",
                    found=str(found),
                    expected=(f"{least} sampai {most}", f"{least} to {most}"),
                )
            )
    return tuple(faults)
