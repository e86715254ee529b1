"""The language that the whole product shares: what a plan is, which rules it keeps, how it is told."""
