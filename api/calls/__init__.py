"""A request whose caller is known: what routes are given, and the contract that they make together."""
