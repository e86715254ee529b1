"""Jobs: long work in its own process, claimed once, watched, stopped, tried again."""
