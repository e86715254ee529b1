"""Moments on the wire: ISO 8601 with the offset of the office's zone."""

from datetime import timedelta, timezone

ZONES = {
    "WIB": timezone(timedelta(hours=7), "WIB"),
    "WITA": timezone(timedelta(hours=8), "WITA"),
    "WIT": timezone(timedelta(hours=9), "WIT"),
}
"""The three zones of Indonesia; none of them ever changes its clocks."""


def zone(name: str) -> timezone:
    """The zone of that name."""
    return ZONES[name]
