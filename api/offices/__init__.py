"""Offices: the tenants. Nothing of one is ever seen by another."""
