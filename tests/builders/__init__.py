"""Builders of tiny problems and plans; tests take them from :mod:`tests.build`."""
