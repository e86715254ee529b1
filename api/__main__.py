"""``python -m api``: the command ``jemput``, where it is not on the path."""

import sys

from api.cli import main

if __name__ == "__main__":
    sys.exit(main())
