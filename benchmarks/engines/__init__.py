"""Other engines on the same statement: each turns :class:`~benchmarks.statement.Statement` into routes."""
