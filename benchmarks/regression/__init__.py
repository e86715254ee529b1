"""Stored bounds and values that no later version may contradict; see :mod:`benchmarks.regression.cases`."""
