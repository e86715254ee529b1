"""The commands, one file for each group; :mod:`api.cli` names them."""
