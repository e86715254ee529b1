"""The board: what a visit would do on every other day, the days themselves, and places for who asks."""
