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
