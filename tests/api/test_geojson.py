"""``plan.geojson`` opens in other programs and says where and why."""

import json
from pathlib import Path

import geopandas
import pytest
from shapely.geometry import shape

from api.documents.geojson import geojson_bytes
from api.language import CODES, language
from tests.api import office


@pytest.mark.parametrize("code", CODES)
def test_it_is_valid_and_holds_every_layer(code: str) -> None:
    collection = json.loads(geojson_bytes(language(code), office.facts()))

    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    ids = [feature["id"] for feature in collection["features"]]
    assert len(ids) == len(set(ids))
    for feature in collection["features"]:
        geometry = shape(feature["geometry"])
        assert geometry.is_valid
        assert 95 < geometry.bounds[0] < 142
        assert -12 < geometry.bounds[1] < 7
    kinds = {id.split("/")[0] for id in ids}
    assert kinds == {"base", "trip", "hubline", "visit", "joined", "unserved"}


def test_geopandas_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.geojson"
    path.write_bytes(geojson_bytes(language("id"), office.facts()))

    frame = geopandas.read_file(path)

    assert frame.crs.to_epsg() == 4326
    visits = frame[frame["lapis"].isin(["kunjungan", "titik_kumpul"])]
    assert sorted(visits["tim"]) == ["t1", "t2", "t2", "t2"]
    # 60 at home, and 30 from 4.2 km away of whom exp(-0.08 x 4.2) = 0.715 come: 81.4.
    hub = frame[frame["lapis"] == "titik_kumpul"].iloc[0]
    assert (hub["desa_bergabung"], hub["perkiraan_rekam"]) == (office.HOSTILE, 81)
    assert set(frame[frame["lapis"] == "belum_terlayani"]["kode"]) == {"17.02.01.2004"}
