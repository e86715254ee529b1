"""Studies of scenarios at the edge: their file, the folder that keeps what was solved, the processes that solve."""
