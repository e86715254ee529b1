"""What a plan is worth at most, and at best, if one origin must be served: for reasons that are true."""
