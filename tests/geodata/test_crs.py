"""The UTM zone of a region."""

import pytest

from geodata.crs import metric_crs


@pytest.mark.parametrize(
    ("points", "name"),
    [
        ([(102.53, -3.46), (102.97, -3.40)], "EPSG:32748"),
        ([(97.7, 4.9)], "EPSG:32647"),
        ([(140.7, -2.5)], "EPSG:32754"),
        ([(180.0, -1.0)], "EPSG:32760"),
    ],
)
def test_the_zone_is_that_of_the_middle(points: list[tuple[float, float]], name: str) -> None:
    assert metric_crs(points) == name


def test_no_point_has_no_zone() -> None:
    with pytest.raises(ValueError, match="at least one point"):
        metric_crs([])
