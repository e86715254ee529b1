"""The wheel that offices install holds all code and all data, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.house import PACKAGES, ROOT, files, name_of

pytest.importorskip("hatchling", reason="the build backend comes with the locks (make test)")


def test_the_wheel_holds_code_and_data(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        timeout=120,
        check=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert wheel.name.endswith("-py3-none-any.whl")
    assert names == {name_of(path) for path in files(*PACKAGES)}
    assert "api/dashboard/index.html" in names
