"""How large a study is, in words, and what nobody can wait for."""

from api.errors import refuse
from api.scenarios.running import seconds_for
from planner.domain.problem import Problem
from planner.rules.wording import Pair
from planner.scenarios.study import Study

ASK_ABOVE = 60
"""Runs that are begun without asking."""
MOST_CELLS = 20_000
"""Cells that are answered together: their plans are held at once. Larger studies are answered in parts."""


def ensure_size(study: Study, base: Problem) -> None:
    """Refuse what cannot be answered together, with how long it would take and what can be done.

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
            f"paling banyak {MOST_CELLS} sel di sini: langkah yang lebih lebar atau sumbu yang lebih sedikit; "
            "jemput scenario run menjawab yang lebih besar bagian demi bagian, setelah bertanya",
            f"{MOST_CELLS} cells at most here: wider steps or fewer axes; jemput scenario run answers larger ones "
            "part by part, after asking",
        )


def size_sentence(study: Study, pace: float | None, processes: int) -> Pair:
    """45 runs, about 14 minutes; how many parts, where it is more than one."""
    runs = study.cells * study.months
    took = duration_told(seconds_for(study.effort, runs, processes, pace))
    guess = ("perkiraan kasar", "a rough guess") if pace is None else ("menurut hitungan terakhir", "by the last runs")
    parts = parts_told(study)
    return (
        f"{study.cells} skenario x {study.months} bulan = {runs} hitungan, sekitar {took[0]} ({guess[0]}).{parts[0]}",
        f"{study.cells} scenarios x {study.months} months = {runs} runs, about {took[1]} ({guess[1]}).{parts[1]}",
    )


def parts_told(study: Study) -> Pair:
    """That a study is answered in parts, if it is."""
    if study.cells <= MOST_CELLS:
        return "", ""
    return (
        f" Paling banyak {MOST_CELLS} sel dijawab bersama: studi ini dijawab bagian demi bagian, tiap bagian dalam "
        "foldernya sendiri.",
        f" {MOST_CELLS} cells at most are answered together: this study is answered part by part, each in a folder of "
        "its own.",
    )


def duration_told(seconds: float) -> Pair:
    """Seconds as people say them."""
    if seconds < 90:
        return f"{seconds:.0f} detik", f"{seconds:.0f} seconds"
    if seconds < 5400:
        return f"{seconds / 60:.0f} menit", f"{seconds / 60:.0f} minutes"
    if seconds < 172_800:
        return f"{seconds / 3600:.0f} jam", f"{seconds / 3600:.0f} hours"
    if seconds < 63_072_000:
        return f"{seconds / 86_400:.0f} hari", f"{seconds / 86_400:.0f} days"
    return f"{seconds / 31_536_000:.0f} tahun", f"{seconds / 31_536_000:.0f} years"
