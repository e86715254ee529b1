"""How long those who carry out jobs wait for what."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long things may take, seconds.

    Attributes
    ----------
    poll
        Between looks at the queue when nobody rings.
    listen
        Between looks at the child; a wish to stop is passed on as fast.
    beat
        Between signs of life.
    silence
        Without a sign of life, a worker is taken to be dead.
    stop
        For the best plan so far, once it is asked for.
    stop_with_best
        The same where a plan is kept already: whoever cancels does not wait for a little more.
    stop_without_plan
        The same while a planning has found none: there is nothing to wait for.
    progress
        Between reports of progress that are kept.
    """

    poll: float = 1.0
    listen: float = 0.25
    beat: float = 3.0
    silence: float = 20.0
    stop: float = 20.0
    stop_with_best: float = 1.0
    stop_without_plan: float = 1.0
    progress: float = 0.5
