"""Make the stored plan of the demo month anew, where a change of the problem made it unlawful.

``python -m tests.web.demo`` takes a minute or two."""

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.web.stored_child import STORED

COMMAND = ("plan", "rejang-lebong", "--month", "2027-01", "--as-of", "2026-12-01")


def main() -> None:
    """Plan it as an office would, and keep the file."""
    with tempfile.TemporaryDirectory() as folder:
        run = "from api.cli import main; main()"
        subprocess.run([sys.executable, "-c", run, *COMMAND, "--out", folder], check=True)
        plan = json.loads((Path(folder) / "plan.json").read_bytes())
    # The problem is put together anew from the data whenever the plan is used.
    del plan["problem"]
    plan["problem_file"] = "problem.json"
    text = json.dumps(plan, ensure_ascii=False, sort_keys=True)
    STORED.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
