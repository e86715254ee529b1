"""Dates, teams, staff and kits for trips that are known by their day class."""
