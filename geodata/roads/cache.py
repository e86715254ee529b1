"""What was computed before, kept by content: a file's name is the hash of everything that its numbers depend on.

Nothing in here is needed: a file that is missing, old or broken is computed anew and replaced.
"""

import hashlib
import os
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

KEPT_BYTES = 300 * 1024 * 1024
SUFFIX = ".npz"


def cache_folder() -> Path:
    """Where matrices are kept: ``JEMPUT_CACHE``, else the folder that the system has for such files."""
    stated = os.environ.get("JEMPUT_CACHE")
    if stated:
        return Path(stated)
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "jemput" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "jemput"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jemput"


def content_key(*parts: str) -> str:
    """One name for all these parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class MatrixCache:
    """A folder of computed arrays; ``None`` keeps nothing.

    Attributes
    ----------
    folder
        Made when first written to. A folder that cannot be written to keeps nothing.
    """

    folder: Path | None = None

    def get(self, key: str) -> dict[str, NDArray[Any]] | None:
        """The arrays of a key; ``None`` where there are none that can be read."""
        if self.folder is None:
            return None
        path = self.folder / f"{key}{SUFFIX}"
        try:
            with np.load(path, allow_pickle=False) as stored:
                found = {name: stored[name] for name in stored.files}
            os.utime(path)
        except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
            # Missing or broken: the caller computes it, and put() replaces the file.
            return None
        return found

    def put(self, key: str, arrays: Mapping[str, NDArray[Any]]) -> bool:
        """Keep arrays, whole or not at all; tells whether they were kept."""
        if self.folder is None:
            return False
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".matrix.", suffix=".tmp", dir=self.folder)
            with os.fdopen(handle, "wb") as stream:
                np.savez_compressed(stream, allow_pickle=False, **dict(arrays))
            os.replace(temporary, self.folder / f"{key}{SUFFIX}")
        except OSError:
            # A full or locked disk costs time at the next run, nothing else.
            return False
        self._prune()
        return True

    def _prune(self) -> None:
        """Drop what was not asked for longest, once there is too much."""
        if self.folder is None:
            return
        files = []
        for path in self.folder.glob(f"*{SUFFIX}"):
            try:
                files.append((path.stat().st_mtime_ns, path.stat().st_size, path))
            except OSError:
                continue
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= KEPT_BYTES:
                return
            path.unlink(missing_ok=True)
            total -= size
