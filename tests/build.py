"""Tiny readable problems and plans.

The world of these builders is simple on purpose, so that a test can do its sums by hand:

* days are numbered from 1 = Monday 2027-01-04; every day works and every school is open unless told otherwise;
* the base lies at minute 0; ``at`` puts a site on a line or a plane measured in minutes of driving (default 10
  minutes out); two different places are at least 5 minutes apart; a minute of driving is 500 m;
* everybody invited comes, everybody is 17 or more, every card can be printed on the same day, a print wastes
  nothing, and half of the recorded get a digital identity; cards, staff and field days are plenty.

Each of these can be overridden: fields of a site, a team or a member of staff where it is made, policy by keyword
of :func:`month`.

>>> problem = month(village("a"), village("b", unrecorded=10), stock=cards(30, deliveries={3: 10}), days=3)
>>> plan = plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t1", 3, visit("b", 10)))
"""

from tests.builders.plans import plan_of, settled, trip, visit
from tests.builders.problems import (
    AS_OF,
    FIRST,
    announced,
    base,
    cards,
    day,
    done,
    equipment,
    kits,
    member,
    month,
    past_days,
    past_visit,
    place,
    reach_cut,
    school,
    team,
    village,
    with_policy,
    with_site,
)

__all__ = [
    "AS_OF",
    "FIRST",
    "announced",
    "base",
    "cards",
    "day",
    "done",
    "equipment",
    "kits",
    "member",
    "month",
    "past_days",
    "past_visit",
    "place",
    "plan_of",
    "reach_cut",
    "school",
    "settled",
    "team",
    "trip",
    "village",
    "visit",
    "with_policy",
    "with_site",
]
