"""What every route shares: problems, calls, pages, tags, headers, guards."""
