"""A run that is watched: its result, its error, its lines."""

import io

import pytest
from rich.console import Console

from api.language import language
from api.progress import RunControl, run_watched, told
from planner.ports import Control, Progress
from planner.units import VALUE_UNITS_PER_PERSON


def console() -> Console:
    return Console(file=io.StringIO(), width=120)


def output(desk: Console) -> str:
    assert isinstance(desk.file, io.StringIO)
    return desk.file.getvalue()


def test_the_result_of_the_work_comes_back() -> None:
    ticks = iter(range(100))
    control = RunControl(clock=lambda: float(next(ticks)))

    def work(ear: Control) -> str:
        ear.report(Progress(stage="done", done_permille=1000, value=99 * VALUE_UNITS_PER_PERSON, bound=None))
        return "plan"

    desk = console()

    assert run_watched(work, control, desk, language("id")) == "plan"
    assert "100 % selesai: nilai layanan 99, batas atas belum diketahui" in output(desk)


def test_an_error_of_the_work_is_raised_here() -> None:
    def work(_ear: Control) -> str:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        run_watched(work, RunControl(), console(), language("id"))


def test_quiet_means_quiet() -> None:
    desk = console()

    run_watched(lambda _ear: None, RunControl(), desk, language("id"), quiet=True)

    assert output(desk) == ""


def test_a_stop_is_heard_by_the_work() -> None:
    control = RunControl()
    control.stop()

    assert run_watched(lambda ear: ear.should_stop(), control, console(), language("id"))


def test_value_bound_and_gap_in_words() -> None:
    unit = VALUE_UNITS_PER_PERSON
    progress = Progress(stage="search", done_permille=500, value=990 * unit, bound=1000 * unit)

    assert told(language("id"), progress) == "nilai layanan 990 dari paling banyak 1.000, selisih 1,00 %"
    assert told(language("en"), progress) == "service value 990 of at most 1,000, gap 1.00 %"
    assert told(language("en"), Progress(stage="start", done_permille=0)) == "no plan yet"
