"""A plan seen as a whole: coverage, days, ledgers, what differs from another, what needs a decision."""
