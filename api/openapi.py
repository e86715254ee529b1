"""Write the OpenAPI document: ``python -m api.openapi [FILE]``. ``docs/openapi.json`` is the contract with clients."""

import json
import sys
from pathlib import Path

from api.app import contract

CONTRACT = Path("docs/openapi.json")


def text() -> str:
    """The document as it stands in its file."""
    return json.dumps(contract(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else CONTRACT
    target.write_text(text(), encoding="utf-8", newline="\n")
