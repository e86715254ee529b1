"""What a province sees of its regencies: totals of what is in force, and nothing else."""
