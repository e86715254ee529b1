"""Where a job stands."""

from enum import StrEnum


class JobState(StrEnum):
    """From waiting to one of three ends."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPING = "stopping"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})
OPEN = frozenset(JobState) - ENDED
EVENT_STATE = "state"
EVENT_PROGRESS = "progress"
EVENT_KINDS = (EVENT_STATE, EVENT_PROGRESS)
PLAN_MONTH = "plan"
"""The kind of a job that plans a period."""
EXPLAIN = "explain"
"""The kind of a job that weighs why some are left out."""
STUDY = "study"
"""The kind of a job that answers a study: it waits for its cells most of the time."""
STUDY_CELL = "study-cell"
"""The kind of a job that solves one month of one scenario of a study."""
WORK_LANE, STUDY_LANE = "jobs", "studies"
"""Lanes of the queue. Studies have one of their own: on the other they would hold the hands that their cells need."""


def lane_of(kind: str) -> str:
    """The lane that jobs of this kind wait in."""
    return STUDY_LANE if kind == STUDY else WORK_LANE
