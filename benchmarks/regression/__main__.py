"""``python -m benchmarks.regression``: see :mod:`benchmarks.regression.running`."""

from benchmarks.regression.running import main

if __name__ == "__main__":
    main()
