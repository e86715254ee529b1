"""``python -m benchmarks``: see :mod:`benchmarks.measure`."""

from benchmarks.measure import main

if __name__ == "__main__":
    main()
