"""Scenarios: what they mean."""
