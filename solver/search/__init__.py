"""The plan side: trips are torn down and rebuilt, and kept when the plan gets better."""
