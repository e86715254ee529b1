"""How large a study is, in words, and what nobody can wait for."""

from api.errors import refuse
from api.scenarios.running import seconds_for
from planner.domain.problem import Problem
from planner.rules.wording import Pair
from planner.scenarios.study import Study

ASK_ABOVE = 60
"""Runs that are begun without asking."""
MOST_CELLS = 20_000
"""No study asks more."""


def ensure_size(study: Study, base: Problem) -> None:
    """Refuse what nobody can wait for, with how long it would take.

    Raises
    ------
    InputFaults
        The study has too many cells.
    """
    if study.cells > MOST_CELLS:
        took = duration_told(seconds_for(study.effort, study.cells * study.months, 2, None))
        raise refuse(
            "STUDY_TOO_LARGE",
            "/grid",
            f"{study.cells} sel, sekitar {took[0]} / {study.cells} cells, about {took[1]}; {base.name}",
            f"paling banyak {MOST_CELLS} sel: langkah yang lebih lebar atau sumbu yang lebih sedikit",
            f"{MOST_CELLS} cells at most: wider steps or fewer axes",
        )


def size_sentence(study: Study, pace: float | None, processes: int) -> Pair:
    """45 runs, about 14 minutes."""
    runs = study.cells * study.months
    took = duration_told(seconds_for(study.effort, runs, processes, pace))
    guess = ("perkiraan kasar", "a rough guess") if pace is None else ("menurut hitungan terakhir", "by the last runs")
    return (
        f"{study.cells} skenario x {study.months} bulan = {runs} hitungan, sekitar {took[0]} ({guess[0]}).",
        f"{study.cells} scenarios x {study.months} months = {runs} runs, about {took[1]} ({guess[1]}).",
    )


def duration_told(seconds: float) -> Pair:
    """Seconds as people say them."""
    if seconds < 90:
        return f"{seconds:.0f} detik", f"{seconds:.0f} seconds"
    if seconds < 5400:
        return f"{seconds / 60:.0f} menit", f"{seconds / 60:.0f} minutes"
    if seconds < 172_800:
        return f"{seconds / 3600:.0f} jam", f"{seconds / 3600:.0f} hours"
    return f"{seconds / 86_400:.0f} hari", f"{seconds / 86_400:.0f} days"
