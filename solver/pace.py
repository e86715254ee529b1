"""What a unit of work buys: fixed amounts, so that the same work gives the same plan."""

FIRST_ROUNDS = 150
"""Rounds of annealing for the first plan."""
ROUNDS_PER_WORK = 20
"""Rounds of annealing per unit of work and thread."""
BOUND_ROUNDS_PER_WORK = 0.7
"""Rounds of the bound per unit of work."""
EXTRA_ROUNDS_PER_WORK = 0.5
"""Rounds at the end, beside the choice of trips."""
CHOICE_ROUNDS = 6
"""Rounds beside the first choice of trips, where a proven gap is enough and the choice comes before the searches."""
GUIDES_FROM = 0.35
"""Of the gap that is enough, how close the bound must be to the linear program for the first choice of trips."""
CHOICE_SHARE = 0.5
"""Of the gap that is enough, how close to the best of its trips a choice may end."""
LOST_BASIS_POINTS = 5
"""What a plan may be worth less than the choice that it is made of: numbers of people are rounded, days may clash."""
NEAR_PERMYRIAD = 50
"""A gap up to which trips are not chosen again."""
FIRST_SHARE = 0.6
"""Of a ceiling of time, where other goals may ask for more runs after the first."""

CALMER_SHARE = 0.5
"""Of the work, where too many published visits move, what one more run gets that locks those that need not."""
FIRST_CALM = 2.0
"""Weighted people that a point of change to the published plan costs in the first search."""
GUIDED = ((0.9, 0.5), (0.5, 0.0))
"""For each guided search how much of the people's prices guides it, and what a point of change costs there."""
