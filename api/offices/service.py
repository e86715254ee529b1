"""What can be done with an office."""

from api.calls.call import Answer, Call
from api.db.scope import OfficeRows
from api.http.problems import not_found
from api.http.tags import changed_meanwhile
from api.offices import repository
from api.offices.schemas import Office, OfficeChange


def own_office(call: Call, rows: OfficeRows) -> Office:
    """The office of the caller."""
    found = repository.office_of(rows.open, rows.office_id)
    if found is None:
        raise not_found(("kantor", "office"), rows.office_id)
    return Office(
        id=found.id,
        code=found.code,
        name=found.name,
        kind=found.kind,
        time_zone=found.time_zone,
        created_at=call.local(found.created_at),
        revision=found.revision,
    )


def change(call: Call, rows: OfficeRows, revision: int, wish: OfficeChange) -> Answer:
    """Change name or zone."""
    values = wish.model_dump(exclude_none=True)
    if not repository.change_office(rows.open, rows.office_id, revision, **values):
        raise changed_meanwhile()
    call.record(rows, "office.changed", rows.office_id, detail=values)
    office = own_office(call, rows)
    return Answer(body=office, revision=office.revision)
