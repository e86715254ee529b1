"""Judges plans and data that are sent in; keeps nothing."""
