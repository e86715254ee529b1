"""How a plan may turn out: the same month played through many times, people, cards and roads as they come."""
