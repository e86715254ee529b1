"""Reads a study file (TOML): what is asked, in words of both languages, with all faults at once."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from api.arguments import Typed
from api.changes_parts import KEYS
from api.changes_typed import change_of
from api.resident_numbers import refuse_numbers
from api.scenarios.study_words import (
    AXIS,
    EFFORT,
    GRID,
    MEASURES,
    ROLLING,
    SCENARIO,
    SEEK,
    STORY,
    SWING,
    TARGETS,
    TOP,
    WORDS,
    read_number,
    read_table,
)
from planner.causes import found_of
from planner.changes import AnyChange, PolicyChanged
from planner.domain.problem import Problem
from planner.errors import InputFaults
from planner.scenarios.answers import Targets
from planner.scenarios.grid import Axis, ChangeAxis, Grid, TeamsAxis, number_fields
from planner.scenarios.rolling import Rolling
from planner.scenarios.scenario import Scenario, Scheduled
from planner.scenarios.seeking import Measure, Seek
from planner.scenarios.stories import Story, story_faults
from planner.scenarios.study import BASE, Effort, Study, Swing

LARGEST_FILE = 1_000_000
LONGEST_AXIS = 2_000_000
MOST_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The head of a study file: which data it asks, over which months. The rest waits for the data.

    Attributes
    ----------
    data
        Planning folder, workbook, problem file or embedded data, as on the command line; ``None``: the default.
    data_hash
        The problem hash that the first month must have; ``None``: whichever it has.
    month, as_of
        First day of the first month, and the day that it is seen from.
    months
        How many months.
    """

    name: str
    data: str | None
    data_hash: str | None
    month: date | None
    as_of: date | None
    months: int
    rest: Mapping[str, Any] = field(default_factory=dict)


def read_study_file(path: Path) -> Asked:
    """The head of a study file.

    Raises
    ------
    InputFaults
        The file cannot be read, or its head is wrong.
    """
    typed = Typed()
    found: dict[str, Any] = {}
    where, text = path.name, ""
    try:
        if path.stat().st_size > LARGEST_FILE:
            typed.wrong("FILE_TOO_LARGE", where, path.stat().st_size, "paling besar 1 MB", "1 MB at most")
        else:
            text = path.read_text(encoding="utf-8-sig")
            found = tomllib.loads(text)
    except UnicodeDecodeError:
        typed.wrong("NOT_UTF8", where, "", "berkas teks UTF-8", "a text file in UTF-8")
    except tomllib.TOMLDecodeError as error:
        typed.wrong("STUDY_NOT_TOML", where, found_of(error), "berkas TOML yang utuh", "an intact TOML file")
    except OSError as error:
        typed.wrong("FILE_NOT_FOUND", where, found_of(error), "berkas yang ada", "a file that exists")
    refuse_numbers(typed, where, found, text)
    typed.raise_if_any()
    return asked_of(found, typed)


def asked_of(found: Mapping[str, Any], typed: Typed | None = None) -> Asked:
    """The head of a study that was read already.

    Raises
    ------
    InputFaults
        With all that is wrong in it.
    """
    typed = typed or Typed()
    top = read_table(typed, "", found, TOP)
    if not str(top.get("name", "")).strip():
        typed.wrong("STUDY_PART", "/name", "", "nama studi", "a name of the study")
    seen = top.get("as_of")
    asked = Asked(
        name=str(top.get("name", "")),
        data=top.get("data"),
        data_hash=top.get("data_hash"),
        month=typed.month("/month", top.get("month")),
        as_of=seen if isinstance(seen, date) else typed.day("/as_of", seen),
        months=read_number(typed, "/months", top.get("months", 1), 1, MOST_MONTHS),
        rest=top,
    )
    typed.raise_if_any()
    return asked


def study_of(asked: Asked, problem: Problem) -> Study:
    """The study, its changes read against the first month of its data.

    Raises
    ------
    InputFaults
        With all that is wrong in it.
    """
    reader = _Reader(problem)
    study = reader.study(asked)
    reader.typed.raise_if_any()
    return study


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """Stories of a study file, the day on which it is known which comes true, and the quantile that is asked for."""

    stories: tuple[Story, ...]
    reveal: date
    quantile_permille: int | None


def stories_of(asked: Asked, problem: Problem) -> Stories:
    """The stories of a study.

    Raises
    ------
    InputFaults
        With all that is wrong in them.
    """
    reader = _Reader(problem)
    typed, top = reader.typed, asked.rest
    found = []
    for where, entry in reader.entries(top, "story"):
        held = read_table(typed, where, entry, STORY)
        changes = tuple(item.change for item in reader.changes(f"{where}/changes", held.get("changes", [])))
        found.append(Story(name=reader.name(where, held), weight=held.get("weight", 1), changes=changes))
    said = top.get("reveal")
    reveal = said if isinstance(said, date) else typed.day("/reveal", said)
    if reveal is None and not typed.faults:
        typed.wrong("STUDY_PART", "/reveal", "", "terungkap = tanggal", "reveal = a date")
    quantile = top.get("quantile_percent")
    permille = None if quantile is None else reader.hundredths("/quantile_percent", quantile, 10)
    typed.raise_if_any()
    faults = tuple(story_faults(problem, found, reveal or problem.period.first, "/story"))
    if faults:
        raise InputFaults(faults)
    return Stories(stories=tuple(found), reveal=reveal or problem.period.first, quantile_permille=permille)


class _Reader:
    """Reads the parts of a study; everything wrong goes into ``typed``."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.typed = Typed()

    def study(self, asked: Asked) -> Study:
        top = asked.rest
        return Study(
            name=asked.name,
            months=asked.months,
            base=Scenario(name=BASE, changes=self.changes("/changes", top.get("changes", []))),
            scenarios=tuple(self.scenario(where, entry) for where, entry in self.entries(top, "scenario")),
            grids=tuple(self.grid(where, entry) for where, entry in self.entries(top, "grid")),
            swings=tuple(self.swing(where, entry) for where, entry in self.entries(top, "swing")),
            seeks=tuple(
                seek for where, entry in self.entries(top, "seek") if (seek := self.seek(where, entry)) is not None
            ),
            rolling=self.rolling(top.get("rolling", {})),
            targets=self.targets(top.get("targets", {})),
            effort=self.effort(top.get("effort", {})),
        )

    def entries(self, top: Mapping[str, Any], key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for number, entry in enumerate(top.get(key, [])):
            if isinstance(entry, dict):
                yield f"/{key}/{number}", entry
            else:
                self.typed.wrong("STUDY_PART", f"/{key}/{number}", entry, "tabel [[...]]", "a table [[...]]")

    def scenario(self, where: str, entry: Mapping[str, Any]) -> Scenario:
        held = read_table(self.typed, where, entry, SCENARIO)
        return Scenario(
            name=self.name(where, held),
            title=str(held.get("title", "")),
            changes=self.changes(f"{where}/changes", held.get("changes", [])),
        )

    def swing(self, where: str, entry: Mapping[str, Any]) -> Swing:
        held = read_table(self.typed, where, entry, SWING)
        name = self.name(where, held)
        low, high = (
            Scenario(name=end, changes=self.changes(f"{where}/{end}", held.get(end, []))) for end in ("low", "high")
        )
        return Swing(name=name, title=str(held.get("title", "")), low=low, high=high)

    def grid(self, where: str, entry: Mapping[str, Any]) -> Grid:
        held = read_table(self.typed, where, entry, GRID)
        name = self.name(where, held)
        axes = [self.axis(f"{where}/axes/{number}", item) for number, item in enumerate(held.get("axes", []))]
        found = tuple(axis for axis in axes if axis is not None)
        if not axes:
            self.typed.wrong("STUDY_PART", f"{where}/axes", "", "paling sedikit satu sumbu", "at least one axis")
        base = Scenario(name=name, changes=self.changes(f"{where}/changes", held.get("changes", [])))
        return Grid(name=name, base=base, axes=found or (TeamsAxis(values=(1,)),))

    def seek(self, where: str, entry: Mapping[str, Any]) -> Seek | None:
        held = read_table(self.typed, where, entry, SEEK)
        name = self.name(where, held)
        measure = MEASURES.get(str(held.get("measure", "")).casefold())
        if measure is None or ("at_least" in held) == ("percent" in held) or "money_max" not in held:
            self.typed.wrong(
                "SEEK_PARTS",
                where,
                {key: held[key] for key in ("measure", "at_least", "percent", "money_max") if key in held},
                "ukuran (perekaman, kartu, ikd), paling_sedikit atau persen, uang_maks",
                "measure (recording, cards, ikd), at_least or percent, money_max",
            )
            return None
        rate = {Measure.RECORDING: Measure.RECORDING_RATE, Measure.IKD: Measure.IKD_RATE}.get(measure)
        if "percent" in held and rate is None:
            self.typed.wrong("SEEK_PARTS", f"{where}/percent", held["percent"], "paling_sedikit", "at_least")
            return None
        rated = "percent" in held and rate is not None
        return Seek(
            name=name,
            measure=rate if rated and rate is not None else measure,
            target=self.hundredths(f"{where}/percent", held["percent"], 10) if rated else held["at_least"],
            money_max=held["money_max"],
            step=held.get("step", 250_000),
            maxima=Scenario(name=name, changes=self.changes(f"{where}/changes", held.get("changes", []))),
        )

    def axis(self, where: str, entry: object) -> Axis | None:
        if not isinstance(entry, dict):
            self.typed.wrong("STUDY_PART", where, entry, "tabel { ubah = ... }", "a table { vary = ... }")
            return None
        held = read_table(self.typed, where, entry, AXIS)
        values = self.values(where, held)
        if values is None:
            return None
        vary = str(held.get("vary", "")).casefold()
        if vary in ("tim", "teams"):
            return TeamsAxis(values=values, like=held.get("like"), with_crew=bool(held.get("with_crew", True)))
        given = held.get("change") or {"kind": vary}
        given = {WORDS.get(key, key) if key == "jenis" else key: value for key, value in given.items()}
        wanted = held.get("field")
        wanted = None if wanted is None else KEYS.get(wanted, wanted)
        first = dict(given)
        if wanted is not None:
            first.setdefault(wanted, values[0])
            change = change_of(self.typed, where, first, self.problem)
        else:
            change, wanted = self.onlyread_number(where, first, values[0])
        if change is None or wanted is None:
            return None
        if wanted not in number_fields(change):
            known = number_fields(change)
            own = ", ".join(next((word for word, key in KEYS.items() if key == one), one) for one in known)
            told = ", ".join(known)
            self.typed.wrong("STUDY_PART", f"{where}/field", wanted, f"salah satu: {own}", f"one of: {told}")
            return None
        if isinstance(change, PolicyChanged):
            # A number of the policy may be written in the unit of its sheet.
            read = [change_of(self.typed, where, {**given, wanted: value}, self.problem) for value in values]
            values = tuple(one.value for one in read if isinstance(one, PolicyChanged))
        return ChangeAxis(change=change, field=wanted, values=values)

    def onlyread_number(self, where: str, given: dict[str, Any], value: int) -> tuple[AnyChange | None, str | None]:
        """The change whose one number is meant where no field is named."""
        for name in ("amount", "difference", "quantity", "pieces", "ppm", "value"):
            quiet = Typed()
            change = change_of(quiet, where, {**given, name: value}, self.problem)
            if change is not None and name in number_fields(change):
                return change, name
        change = change_of(self.typed, where, given, self.problem)
        if change is not None:
            self.typed.wrong(
                "STUDY_PART", f"{where}/field", "", "bidang yang diubah sumbu ini", "the field that this axis varies"
            )
        return None, None

    def values(self, where: str, held: Mapping[str, Any]) -> tuple[int, ...] | None:
        """The values of an axis: listed, or from ... to by step."""
        if "values" in held:
            listed = held["values"]
            if listed and all(isinstance(item, int) and not isinstance(item, bool) for item in listed):
                return tuple(dict.fromkeys(listed))
        elif "from" in held and "to" in held:
            start, end, step = held["from"], held["to"], held.get("step", 1)
            if step > 0 and end >= start and (end - start) // step < LONGEST_AXIS:
                return tuple(range(start, end + 1, step))
        self.typed.wrong(
            "AXIS_VALUES",
            where,
            {key: held[key] for key in ("values", "from", "to", "step") if key in held},
            "nilai = [bilangan ...], atau dari <= ke dengan langkah > 0",
            "values = [whole numbers ...], or from <= to with a step > 0",
        )
        return None

    def name(self, where: str, held: Mapping[str, Any]) -> str:
        name = str(held.get("name", "")).strip()
        if not name or len(name) > 40 or not all(letter.isalnum() or letter in "-_" for letter in name):
            self.typed.wrong(
                "STUDY_PART",
                f"{where}/name",
                name,
                "nama pendek dari huruf, angka, - dan _, paling panjang 40",
                "a short name of letters, digits, - and _, 40 at most",
            )
        return name

    def changes(self, where: str, entries: object) -> tuple[Scheduled, ...]:
        if not isinstance(entries, list):
            self.typed.wrong("STUDY_PART", where, entries, "daftar perubahan", "a list of changes")
            return ()
        found = []
        for number, entry in enumerate(entries):
            place = f"{where}/{number}"
            if not isinstance(entry, dict):
                self.typed.wrong("STUDY_PART", place, entry, "tabel { jenis = ... }", "a table { kind = ... }")
                continue
            rest = {("kind" if key == "jenis" and "kind" not in entry else key): item for key, item in entry.items()}
            start, end = self.month_from(place, rest, "from"), self.month_from(place, rest, "until")
            change = change_of(self.typed, place, rest, self.problem)
            if change is not None:
                found.append(Scheduled(change=change, first_month=start, last_month=end))
        return tuple(found)

    def month_from(self, where: str, entry: dict[str, Any], key: str) -> date | None:
        """The month that an entry names, such as ``from = "2027-07"``, taken out of it.

        A date such as ``sampai = 2027-01-16`` is a part of the change itself.
        """
        for word in (key, {"from": "dari", "until": "sampai"}[key]):
            text = entry.get(word)
            if isinstance(text, str) and len(text) == 7 and text[4:5] == "-":
                del entry[word]
                return self.typed.month(f"{where}/{word}", text)
        return None

    def effort(self, entry: Mapping[str, Any]) -> Effort:
        held = read_table(self.typed, "/effort", entry, EFFORT)
        usual = Effort()
        work = held.get("work", list(usual.work))
        listed = work if isinstance(work, list) else [work]
        return Effort(
            work=tuple(read_number(self.typed, "/effort/work", item, 1, 1_000_000) for item in listed) or usual.work,
            gap_basis_points=self.hundredths("/effort/gap_percent", held.get("gap_percent", 1), 100),
            seed=read_number(self.typed, "/effort/seed", held.get("seed", usual.seed), 0, 2_000_000_000),
        )

    def rolling(self, entry: Mapping[str, Any]) -> Rolling:
        held = read_table(self.typed, "/rolling", entry, ROLLING)
        inflow = held.get("inflow_per_month")
        rounds = held.get("show_up_by_round") or [1000]
        place = "/rolling/show_up_by_round"
        return Rolling(
            inflow_per_month=None
            if inflow is None
            else read_number(self.typed, "/rolling/inflow_per_month", inflow, 0, 10_000_000),
            show_up_by_round=tuple(read_number(self.typed, place, item, 0, 2000) for item in rounds),
        )

    def targets(self, entry: Mapping[str, Any]) -> Targets:
        held = read_table(self.typed, "/targets", entry, TARGETS)
        usual = Targets()
        return Targets(
            recording_permille=self.hundredths(
                "/targets/recording_percent", held.get("recording_percent", usual.recording_permille / 10), 10
            ),
            ikd_permille=self.hundredths("/targets/ikd_percent", held.get("ikd_percent", usual.ikd_permille / 10), 10),
        )

    def hundredths(self, where: str, found: float, unit: int) -> int:
        """A percentage in parts of a percent; a share of people is never above 100 %."""
        if not 0 <= found <= 100:
            self.typed.wrong("PERCENT_OUT_OF_RANGE", where, found, "0 sampai 100 persen", "0 to 100 percent")
            return 0
        return round(found * unit)
