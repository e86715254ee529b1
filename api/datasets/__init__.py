"""Datasets: the sheets of an office, version by version."""
