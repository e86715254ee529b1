"""The best plan so far of a job that plans a month: to be looked at while it runs."""
