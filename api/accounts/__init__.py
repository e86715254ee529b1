"""Accounts and API keys of an office, looked after by its admin; and its audit log."""
