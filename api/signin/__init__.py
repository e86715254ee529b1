"""Coming in and going out: sessions, and the first account."""
