"""Studies at the edge."""
