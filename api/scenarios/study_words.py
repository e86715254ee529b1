"""The words of a study file in both languages, which tables it has, and what each may hold."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from api.arguments import Typed
from api.errors import fault
from planner.scenarios.seeking import Measure

WORDS: Mapping[str, str] = {
    "nama": "name",
    "judul": "title",
    "sumber": "data",
    "sidik_data": "data_hash",
    "bulan": "month",
    "dilihat_dari": "as_of",
    "jumlah_bulan": "months",
    "perubahan": "changes",
    "upaya": "effort",
    "kerja": "work",
    "celah_persen": "gap_percent",
    "benih": "seed",
    "bergulir": "rolling",
    "pemula_per_bulan": "inflow_per_month",
    "hadir_per_putaran": "show_up_by_round",
    "sasaran": "targets",
    "perekaman_persen": "recording_percent",
    "ikd_persen": "ikd_percent",
    "skenario": "scenario",
    "kisi": "grid",
    "sumbu": "axes",
    "ubah": "vary",
    "dari": "from",
    "sampai": "until",
    "ke": "to",
    "langkah": "step",
    "nilai": "values",
    "bidang": "field",
    "dengan_kru": "with_crew",
    "seperti": "like",
    "ayunan": "swing",
    "rendah": "low",
    "tinggi": "high",
    "jenis": "kind",
    "cari": "seek",
    "ukuran": "measure",
    "paling_sedikit": "at_least",
    "persen": "percent",
    "uang_maks": "money_max",
    "cerita": "story",
    "bobot": "weight",
    "terungkap": "reveal",
    "kuantil_persen": "quantile_percent",
}
"""Indonesian words of the file, and the words that they are."""
OWN_WORDS: Mapping[str, str] = {word: own for own, word in WORDS.items()}
TOP = {
    "name": str, "data": str, "data_hash": str, "month": str, "as_of": (str, date), "months": int, "changes": list,
    "effort": dict, "rolling": dict, "targets": dict, "scenario": list, "grid": list, "swing": list,
    "seek": list, "story": list, "reveal": (str, date), "quantile_percent": (int, float),
}  # fmt: skip
EFFORT = {"work": (list, int), "gap_percent": (int, float), "seed": int}
ROLLING = {"inflow_per_month": int, "show_up_by_round": list}
TARGETS = {"recording_percent": (int, float), "ikd_percent": (int, float)}
SCENARIO = {"name": str, "title": str, "changes": list}
GRID = {"name": str, "changes": list, "axes": list}
AXIS = {
    "vary": str, "change": dict, "field": str, "values": list, "from": int, "to": int, "step": int,
    "with_crew": bool, "like": str,
}  # fmt: skip
SEEK = {
    "name": str, "measure": str, "at_least": int, "percent": (int, float), "money_max": int, "step": int,
    "changes": list,
}  # fmt: skip
MEASURES: Mapping[str, Measure] = {
    "perekaman": Measure.RECORDING,
    "recording": Measure.RECORDING,
    "kartu": Measure.CARDS,
    "cards": Measure.CARDS,
    "ikd": Measure.IKD,
}
STORY = {"name": str, "weight": int, "changes": list}
SWING = {"name": str, "title": str, "low": list, "high": list}


def read_table(typed: Typed, where: str, found: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """A table with the words of the file turned into those of the code; unknown words and kinds are faults."""
    held: dict[str, Any] = {}
    for word, value in found.items():
        key = word if word in known else WORDS.get(word, word)
        if key not in known:
            words, own = ", ".join(known), ", ".join(OWN_WORDS.get(one, one) for one in known)
            typed.wrong("STUDY_WORD", f"{where}/{word}", word, f"salah satu: {own}", f"one of: {words}")
        elif not isinstance(value, known[key]) or (isinstance(value, bool) and known[key] is int):
            kinds: Sequence[type] = known[key] if isinstance(known[key], tuple) else (known[key],)
            words = ", ".join(KINDS[kind][0] for kind in kinds)
            english = " or ".join(KINDS[kind][1] for kind in kinds)
            typed.faults.append(fault("STUDY_PART", f"{where}/{word}", value, words, english))
        else:
            held[key] = value
    return held


KINDS: Mapping[type, tuple[str, str]] = {
    str: ("teks", "a text"),
    int: ("bilangan bulat", "a whole number"),
    float: ("bilangan", "a number"),
    bool: ("true atau false", "true or false"),
    list: ("daftar [...]", "a list [...]"),
    dict: ("tabel", "a table"),
    date: ("tanggal", "a date"),
}


def read_number(typed: Typed, where: str, found: object, least: int, most: int) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
        told = f"{least}..{most}"
        typed.wrong("NOT_A_NUMBER", where, found, f"bilangan bulat {told}", f"a whole number within {told}")
        return least
    return found
