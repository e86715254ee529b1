"""Ids of stored things: a kind, then 26 letters that sort by the moment they were made (ULID)."""

import secrets
import time

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_RANDOM_BITS = 80
_LETTERS_LONG = 26


def new_id(kind: str, now_ms: int | None = None) -> str:
    """A fresh id such as ``plan_01jd3...``; unguessable, and later ones sort after earlier ones."""
    moment = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    number = (moment << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
    text = ""
    for _ in range(_LETTERS_LONG):
        number, rest = divmod(number, len(_LETTERS))
        text = _LETTERS[rest] + text
    return f"{kind}_{text}"
