"""Puts what was committed to SQLite onto the disk, many transactions with one turn of it.

SQLite in WAL mode can do so itself at every commit (``synchronous=FULL``), but then the next writer waits for the disk
as well. With ``synchronous=NORMAL`` a commit only writes, and the log (``-wal``) is put on the disk here, after the
next writer has been let in and before anybody is told that the change was kept. What stood in the log when the turn
began is safe when it ends; https://www.sqlite.org/wal.html tells what the two settings promise.
"""

import os
import threading
from pathlib import Path


class Settling:
    """Turns of the disk for the log of one database file; safe to use from many threads."""

    def __init__(self, file: Path) -> None:
        self._log = file.with_name(f"{file.name}-wal")
        self._changed = threading.Condition()
        self._begun = 0
        self._settled = 0
        self._busy = False

    def settle(self) -> None:
        """Return when everything committed before the call is on the disk.

        Raises
        ------
        OSError
            The disk refuses; the change stands in the log, but nobody knows whether it outlives a loss of power.
        """
        with self._changed:
            wanted = self._begun + 1
            while self._settled < wanted:
                if self._busy:
                    self._changed.wait()
                else:
                    self._turn()

    def _turn(self) -> None:
        """One turn of the disk; called with the lock held, which is let go meanwhile."""
        self._busy, self._begun = True, self._begun + 1
        number = self._begun
        self._changed.release()
        try:
            _to_disk(self._log)
        finally:
            self._changed.acquire()
            self._busy = False
            self._changed.notify_all()
        self._settled = number


def _to_disk(path: Path) -> None:
    try:
        # Opened for writing: Windows puts nothing on the disk for those who may only read.
        opened = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return  # The last connection closed and took the log with it, once all of it stood in the database.
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
