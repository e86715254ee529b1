"""Write the OpenAPI document: ``python -m api.openapi [FILE]``. ``docs/openapi.json`` is the contract with clients.

In the source folder the client in Python, which is made from it, is written anew as well.
"""

import json
import runpy
import sys
from pathlib import Path

from api.app import contract

CONTRACT = Path("docs/openapi.json")
CLIENT = Path("clients/python/generate.py")


def text() -> str:
    """The document as it stands in its file."""
    return json.dumps(contract(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else CONTRACT
    target.write_text(text(), encoding="utf-8", newline="\n")
    if target == CONTRACT and CLIENT.is_file():
        runpy.run_path(str(CLIENT), run_name="__main__")
