"""Every group of figures that the product itself speaks of has a name in both languages."""

import ast

from planner.domain.figure_names import FIGURE_NAMES
from planner.domain.team import VehicleClass
from tests.architecture.house import PACKAGES, name_of, python_files, tree_of


def test_every_figure_has_a_name() -> None:
    made = {
        ast.unparse(word.value): name_of(path)
        for path in python_files(*PACKAGES)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Figure"
        for word in node.keywords
        if word.arg == "field"
    }
    assert len(made) > 15
    travel = "f'travel.{table.vehicle_class}'"
    assert {f"travel.{kind}" for kind in VehicleClass} <= FIGURE_NAMES.keys()
    nameless = {
        field: where for field, where in made.items() if field != travel and field.strip("'") not in FIGURE_NAMES
    }
    assert nameless == {}
    assert travel in made
