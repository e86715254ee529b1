"""Carries out jobs: the queue, the foreman, one process for each solve, and who listens."""
