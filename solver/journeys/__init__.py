"""Trips with nights out: drafted on team-days of the calendar, lodging by lodging."""
