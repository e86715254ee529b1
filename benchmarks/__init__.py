"""What the planner is measured against, and how: each result names its machine, commit and command."""
