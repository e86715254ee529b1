"""Make the stored plans anew, where a change of the problem made them unlawful: the demo month, the little office.

``python -m tests.web.demo`` takes a minute or two; with a name (``demo``, ``small``) only that one."""

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from api.db.engine import Database
from api.db.upgrade import upgrade
from tests.web.conftest import opened
from tests.web.small import planned
from tests.web.stored_child import STORED

COMMAND = ("plan", "rejang-lebong", "--month", "2027-01", "--as-of", "2026-12-01")
LONG_S = 600


def _demo(folder: Path) -> Any:
    """The month as an office would plan it."""
    run = "from api.cli import main; main()"
    subprocess.run([sys.executable, "-c", run, *COMMAND, "--out", str(folder)], check=True)
    return json.loads((folder / "plan.json").read_bytes())


def _small(folder: Path) -> Any:
    """Two weeks of the little office."""
    path = folder / "jemput.sqlite3"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.close()
    with opened(path, solves=1) as office:
        plan = planned(office, LONG_S)
        return office.client.get(f"/v1/plans/{plan}/files/plan.json").json()


def main() -> None:
    """Plan, and keep the files."""
    for name, make in {"demo": _demo, "small": _small}.items():
        if name not in (sys.argv[1:] or ("demo", "small")):
            continue
        with tempfile.TemporaryDirectory() as folder:
            plan = make(Path(folder))
        # The problem is put together anew from the data whenever the plan is used.
        plan.pop("problem", None)
        plan["problem_file"] = "problem.json"
        text = json.dumps(plan, ensure_ascii=False, sort_keys=True)
        STORED[name].write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
