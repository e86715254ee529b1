"""Which plan map programs are shown that name none."""

from api.auth.roles import Permission
from api.calls.call import Call
from api.db.scope import OfficeRows
from api.db.tables import plans, publications
from api.http.problems import Problem


def current_plan(call: Call, rows: OfficeRows) -> str:
    """In force today, else the next one, else the last one; else the newest draft of who may read drafts."""
    today = call.local(call.now()).date()
    frozen = rows.all(
        rows.select(publications).where(publications.c.state == "published").order_by(publications.c.first)
    )
    coming = [row for row in frozen if row.last >= today]
    if coming or frozen:
        return str((coming[0] if coming else frozen[-1]).plan_id)
    newest = None
    if call.principal.may(Permission.PLANS_READ):
        mine = rows.select(plans).where(plans.c.archived_at.is_(None)).order_by(plans.c.id.desc()).limit(1)
        newest = rows.one(mine)
    if newest is None:
        told = (
            "Belum ada rencana yang dapat ditampilkan; susun atau terbitkan rencana dulu",
            "There is no plan to show yet; make or publish one first",
        )
        raise Problem(404, "NOT_FOUND", told)
    return str(newest.id)
