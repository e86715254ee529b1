"""Datasets: uploaded in three ways, judged, read, edited, compared; versions never change."""

import copy
import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response as Answer

from api.http.validation import PATTERNS
from tests.api.service.sheets import SHEETS, as_json, as_workbook, as_zip


def tag(client: TestClient, id: str) -> dict[str, str]:
    return {"if-match": client.get(f"/v1/datasets/{id}").headers["etag"]}


def new(client: TestClient, **wish: Any) -> str:
    answer = client.post("/v1/datasets", json={"name": "Januari", **wish})
    assert answer.status_code == 201, answer.text
    id: str = answer.json()["id"]
    assert answer.headers["location"] == f"/v1/datasets/{id}"
    return id


def send(client: TestClient, id: str, content: bytes, **query: str) -> Answer:
    answer: Answer = client.post(f"/v1/datasets/{id}/versions", content=content, params=query, headers=tag(client, id))
    return answer


def edit(client: TestClient, id: str, *edits: dict[str, Any], why: str | None = None) -> Answer:
    answer: Answer = client.post(
        f"/v1/datasets/{id}/edits", json={"edits": list(edits), "why": why}, headers=tag(client, id)
    )
    return answer


@pytest.mark.parametrize("pack", [as_json, as_zip, as_workbook])
def test_an_upload_becomes_a_version(desktop: TestClient, pack: Callable[[], bytes]) -> None:
    id = new(desktop)
    answer = send(desktop, id, pack(), file="data.bin", why="first")
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["number"], made["faults"], made["source"], made["why"]) == (1, 0, "upload data.bin", "first")
    assert {item["sheet"]: item["rows"] for item in made["sheets"]} == {"villages": 4, "teams": 1, "stock": 1}
    rows = desktop.get(f"/v1/datasets/{id}/versions/1/sheets/villages").json()
    assert rows["items"][1] == {
        "row": 3,
        "cells": {
            "code": "17.02.01.2002",
            "name": "Desa 2",
            "subdistrict": "Curup",
            "lat": "-3.48",
            "lon": "102.52",
            "eligible": "1000",
            "recorded": "940",
            "connectivity": "baik",
        },
        "faults": [],
    }


def test_the_embedded_data_are_a_dataset_as_well(desktop: TestClient) -> None:
    id = new(desktop, embedded="rejang-lebong")
    made = desktop.get(f"/v1/datasets/{id}/versions/1").json()
    assert made["faults"] == 0
    assert {"sheet": "villages", "rows": 156} in made["sheets"]
    answer = desktop.post("/v1/datasets", json={"name": "x", "embedded": "atlantis"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "SOURCE_NOT_FOUND")


def test_faults_stand_at_their_cells_and_are_put_right_in_place(desktop: TestClient) -> None:
    sheets = copy.deepcopy(SHEETS)
    sheets["villages"][2]["recorded"] = 2_000
    id = new(desktop)
    made = send(desktop, id, as_json(sheets)).json()
    assert made["faults"] == 1
    fault = made["first_faults"][0]
    assert (fault["code"], fault["sheet"], fault["row"], fault["column"]) == (
        "RECORDED_ABOVE_ELIGIBLE",
        "villages",
        4,
        "recorded",
    )
    rows = desktop.get(f"/v1/datasets/{id}/versions/1/sheets/villages", params={"limit": 2}).json()
    following = desktop.get(
        f"/v1/datasets/{id}/versions/1/sheets/villages", params={"limit": 2, "after": rows["next"]}
    ).json()
    assert [row["row"] for row in rows["items"] + following["items"]] == [2, 3, 4, 5]
    assert following["items"][0]["faults"] == [fault]
    assert following["next"] is None
    fixed = edit(desktop, id, {"op": "set", "sheet": "villages", "row": 4, "cells": {"recorded": "900"}}, why="typo")
    assert (fixed.status_code, fixed.json()["faults"], fixed.json()["why"]) == (201, 0, "typo")
    # The version before stays as it was.
    assert desktop.get(f"/v1/datasets/{id}/versions/1").json() == made


def test_rows_are_added_and_removed_and_versions_compared(desktop: TestClient) -> None:
    id = new(desktop)
    send(desktop, id, as_workbook())
    done = edit(
        desktop,
        id,
        {"op": "remove", "sheet": "villages", "row": 2},
        {"op": "set", "sheet": "villages", "row": 3, "cells": {"recorded": "950", "terrain": "bukit"}},
        {"op": "add", "sheet": "calendar", "cells": {"date": "2027-01-04", "kind": "libur"}},
    )
    assert (done.status_code, done.json()["faults"]) == (201, 0)
    found = desktop.get(f"/v1/datasets/{id}/differences", params={"before": 1, "with": 2}).json()["items"]
    told = {(item["sheet"], item["key"], item["kind"]): item for item in found}
    assert set(told) == {
        ("villages", "17.02.01.2001", "removed"),
        ("villages", "17.02.01.2002", "changed"),
        ("calendar", "2027-01-04 libur", "added"),
    }
    assert told["villages", "17.02.01.2002", "changed"]["cells"] == [
        {"column": "recorded", "before": "940", "after": "950"},
        {"column": "terrain", "before": "", "after": "bukit"},
    ]
    back = desktop.post(f"/v1/datasets/{id}/restores", json={"version": 1}, headers=tag(desktop, id))
    assert back.json()["number"] == 3
    assert desktop.get(f"/v1/datasets/{id}/differences", params={"before": 1, "with": 3}).json()["items"] == []
    numbers = [item["number"] for item in desktop.get(f"/v1/datasets/{id}/versions").json()["items"]]
    assert numbers == [3, 2, 1]


def test_edits_are_made_all_or_none(desktop: TestClient) -> None:
    id = new(desktop)
    send(desktop, id, as_json())
    answer = edit(
        desktop,
        id,
        {"op": "set", "sheet": "villages", "row": 2, "cells": {"recorded": "1"}},
        {"op": "set", "sheet": "villages", "row": 99, "cells": {"recorded": "1", "religion": "x"}},
        {"op": "add", "sheet": "residents", "cells": {"nik": "1"}},
    )
    assert answer.status_code == 422
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [
        ("/edits/1/row", "ROW_UNKNOWN"),
        ("/edits/1/cells/religion", "COLUMN_UNKNOWN"),
        ("/edits/2/sheet", "SHEET_UNKNOWN"),
    ]
    halves = edit(
        desktop,
        id,
        {"op": "set", "sheet": "villages", "row": 2},
        {"op": "add", "sheet": "villages", "row": 2, "cells": {"recorded": "1"}},
        {"op": "remove", "sheet": "villages"},
    )
    assert [(fault["pointer"], fault["code"], fault["expected"]["id"]) for fault in halves.json()["errors"]] == [
        ("/edits/0", "EDIT_PARTS", "untuk set: row dan cells"),
        ("/edits/1", "EDIT_PARTS", "untuk add: cells tanpa row"),
        ("/edits/2", "EDIT_PARTS", "untuk remove: row saja"),
    ]
    assert desktop.get(f"/v1/datasets/{id}").json()["version"] == 1


def test_data_of_residents_are_never_kept(desktop: TestClient) -> None:
    id = new(desktop)
    sheets = {**SHEETS, "warga": [{"NIK": "1702012345678901"}]}
    answer = send(desktop, id, as_json(sheets))
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "PERSONAL_DATA_HEADING")
    assert desktop.get(f"/v1/datasets/{id}").json()["version"] == 0
    send(desktop, id, as_json())
    numbers = [
        {"op": "set", "sheet": "villages", "row": row, "cells": {"name": f"17020123456789{row}0"}} for row in (2, 3, 4)
    ]
    answer = edit(desktop, id, *numbers)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "PERSONAL_DATA_VALUES")
    # A single one, in a name, is one too many: by edit and by upload, and it stands in no answer.
    single = "Desa 1702031505900001"
    answer = edit(desktop, id, {"op": "set", "sheet": "villages", "row": 2, "cells": {"name": single}})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "PERSONAL_DATA_VALUE")
    sent = {**SHEETS, "villages": [{**SHEETS["villages"][0], "name": single}, *SHEETS["villages"][1:]]}
    answer = send(desktop, id, as_json(sent))
    assert (answer.status_code, answer.json()["errors"][0]["row"]) == (422, 2)
    assert "1702031505900001" not in answer.text
    assert desktop.get(f"/v1/datasets/{id}").json()["version"] == 1


def test_a_file_inside_a_form_is_told_how_to_be_sent(desktop: TestClient) -> None:
    id = new(desktop)
    form = {"file": ("kantor.xlsx", b"PK\x03\x04", "application/vnd.ms-excel")}
    answer = desktop.post(f"/v1/datasets/{id}/versions", files=form, headers={"if-match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (415, "FORM_NOT_TAKEN")
    assert "--data-binary" in answer.json()["sentence"]["en"]
    assert "--data-binary" in answer.json()["sentence"]["id"]


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "application/octet-stream"])
def test_json_under_another_name_is_told_how_to_be_sent(desktop: TestClient, kind: str) -> None:
    answer = desktop.post("/v1/datasets", content=b'{"name": "a"}', headers={"content-type": kind})
    assert (answer.status_code, answer.json()["code"]) == (415, "JSON_NEEDED")
    for language in ("id", "en"):
        assert "Content-Type: application/json" in answer.json()["sentence"][language]
    assert '"a"' not in answer.text, "what was sent is not told back"
    for like in ("application/json; charset=utf-8", "application/merge-patch+json"):
        assert desktop.post("/v1/datasets", content=b'{"name": "a"}', headers={"content-type": like}).status_code == 201
    empty = desktop.post("/v1/datasets", headers={"content-type": kind})
    assert (empty.status_code, empty.json()["code"]) == (422, "REQUEST_INVALID")


def test_what_a_file_is_that_cannot_be_read_is_told_and_not_its_name(desktop: TestClient) -> None:
    id = new(desktop)

    def found(content: bytes) -> str:
        return str(send(desktop, id, content).json()["errors"][0]["found"])

    assert found(b"") == "0 B"
    assert "damaged" in found(b"\x00\x01garbage")
    assert "a JSON list" in found(b"[1, 2]")


def test_a_pattern_is_told_in_words(desktop: TestClient) -> None:
    answer = desktop.post("/v1/datasets", json={"name": "a\nb"})
    assert answer.json()["errors"][0]["expected"]["id"] == "satu baris teks tanpa tanda kendali"
    schemas = json.dumps(desktop.get("/openapi.json").json())
    used = {json.loads(found) for found in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', schemas)}
    assert used
    assert used <= set(PATTERNS)


def _bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("villages.csv", b"code\n" + b"0" * 30_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "FILE_EMPTY"),
        (b" \r\n", 422, "FILE_EMPTY"),
        (b"[1, 2]", 422, "UPLOAD_NOT_SUPPORTED"),
        (b"hello", 422, "UPLOAD_NOT_SUPPORTED"),
        (b"PK\x03\x04broken", 422, "ZIP_BROKEN"),
        (b'{"villages": 3, "teams": [4]}', 422, "JSON_VALUE"),
        (b"{" * 100_000, 422, "JSON_BROKEN"),
        (_bomb(), 413, "ZIP_BOMB"),
    ],
)
def test_what_is_no_data_is_told(desktop: TestClient, content: bytes, status: int, code: str) -> None:
    id = new(desktop)
    answer = send(desktop, id, content)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (status, code)
    assert desktop.get(f"/v1/datasets/{id}").json()["version"] == 0


def test_a_path_in_a_zip_leads_nowhere(desktop: TestClient) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("../../../../tmp/villages.csv", "code;name\n1;2")
    id = new(desktop)
    made = send(desktop, id, stream.getvalue()).json()
    assert made["sheets"] == [{"sheet": "villages", "rows": 1}]


def test_the_second_of_two_editors_is_told(desktop: TestClient) -> None:
    id = new(desktop)
    seen = tag(desktop, id)
    assert desktop.patch(f"/v1/datasets/{id}", json={"name": "A"}, headers=seen).status_code == 200
    for answer in (
        desktop.patch(f"/v1/datasets/{id}", json={"name": "B"}, headers=seen),
        desktop.post(f"/v1/datasets/{id}/versions", content=as_json(), headers=seen),
        desktop.delete(f"/v1/datasets/{id}", headers=seen),
    ):
        assert (answer.status_code, answer.json()["code"]) == (412, "CHANGED_MEANWHILE")
    assert desktop.get(f"/v1/datasets/{id}").json()["name"] == "A"


def test_what_is_archived_is_out_of_the_list_and_stays(desktop: TestClient) -> None:
    id = new(desktop, embedded="rejang-lebong")
    assert desktop.delete(f"/v1/datasets/{id}", headers=tag(desktop, id)).status_code == 204
    assert desktop.get("/v1/datasets").json()["items"] == []
    assert [item["id"] for item in desktop.get("/v1/datasets?archived=true").json()["items"]] == [id]
    assert desktop.get(f"/v1/datasets/{id}/versions/1").status_code == 200
    assert send(desktop, id, as_json()).status_code == 409


def test_pages_by_key_miss_and_repeat_nothing(desktop: TestClient) -> None:
    made = [new(desktop) for _ in range(5)]
    seen: list[str] = []
    query: dict[str, Any] = {"limit": 2}
    while True:
        page = desktop.get("/v1/datasets", params=query).json()
        seen += [item["id"] for item in page["items"]]
        if page.get("next") is None:
            break
        query["after"] = page["next"]
        new(desktop)
    assert seen == made[::-1]
    assert desktop.get("/v1/datasets", params={"after": "%%%"}).status_code == 422


def test_the_same_key_gives_the_same_answer_once(desktop: TestClient) -> None:
    key = {"idempotency-key": "k1"}
    first = desktop.post("/v1/datasets", json={"name": "A"}, headers=key)
    again = desktop.post("/v1/datasets", json={"name": "A"}, headers=key)
    assert (again.status_code, again.content, again.headers["etag"]) == (201, first.content, first.headers["etag"])
    assert again.headers["idempotent-replayed"] == "true"
    other = desktop.post("/v1/datasets", json={"name": "B"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "IDEMPOTENCY_KEY_REUSED")
    assert len(desktop.get("/v1/datasets").json()["items"]) == 1


def test_a_key_whose_request_failed_may_be_used_again(desktop: TestClient) -> None:
    key = {"idempotency-key": "k1"}
    assert desktop.post("/v1/datasets", json={"name": "A", "embedded": "x"}, headers=key).status_code == 422
    assert desktop.get("/v1/datasets").json()["items"] == []
    assert desktop.post("/v1/datasets", json={"name": "A"}, headers=key).status_code == 201
