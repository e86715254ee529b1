"""``jemput scenario seek``: the least money that reaches the targets of a study, or the proof that none does."""

from dataclasses import replace
from pathlib import Path

from rich.markup import escape

from api.commands.office import Desk
from api.commands.scenario import deaths_told, opened, stopped_told
from api.errors import ExitCode, refuse
from api.progress import RunControl, run_watched
from api.scenarios import seeking
from api.scenarios.pool import SolvingPool, Stopped
from api.scenarios.running import StudyRunner
from api.scenarios.store import StudyFolder
from planner.ports import Control

RESULT = "cari.json"


def seek(desk: Desk, *, study_file: str, out: str | None, as_json: bool) -> ExitCode:
    """Seek every target of the study; see the exit codes."""
    held = opened(study_file)
    if not held.study.seeks:
        raise refuse(
            "NOTHING_SOUGHT", study_file, "", "paling sedikit satu tabel [[cari]]", "at least one table [[seek]]"
        )
    folder = StudyFolder(Path(out or f"{Path(study_file).stem}-hasil"))
    with folder.held():
        pool = SolvingPool(1, died=deaths_told(desk))
        alone = replace(held.study, scenarios=(), grids=(), swings=())
        runner = StudyRunner(alone, held.base, held.grounds, folder, processes=1, pool=pool)

        def work(control: Control) -> list[seeking.Answered]:
            pool.heed(control.should_stop)
            try:
                return [
                    seeking.answered(
                        runner,
                        item,
                        lambda probe: (
                            None
                            if as_json
                            else desk.err.print(escape(seeking.probe_told(desk.language, probe)), soft_wrap=True)
                        ),
                    )
                    for item in held.study.seeks
                ]
            finally:
                pool.close()

        try:
            found = run_watched(work, RunControl(), desk.err, desk.language, quiet=True)
        except Stopped:
            desk.err.print(escape(stopped_told(desk.language, runner.advance)), style="yellow", soft_wrap=True)
            return ExitCode.INTERRUPTED
        content = seeking.canonical(found)
        folder.write(folder.path / RESULT, content)
    if as_json:
        desk.out.print(content.decode().strip(), markup=False, soft_wrap=True)
        return ExitCode.GOOD
    for item in found:
        desk.out.print(f"[bold]{escape(item.seek.name)}[/]")
        for line in seeking.told(desk.language, item):
            desk.out.print(f"  {escape(line)}", soft_wrap=True)
    return ExitCode.GOOD
