"""Every operation of the service as a method. Made from docs/openapi.json by generate.py."""

from __future__ import annotations

from typing import Any

from jemput_client import types
from jemput_client.transport import Answer, Transport, part

__all__ = ["Client"]


class Client(Transport):
    """The service of an office; see :class:`jemput_client.transport.Transport` for how it is opened."""

    def live(self) -> Answer[types.Health]:
        """Whether the process answers."""
        return self._json("GET", "/health/live")

    def ready(self) -> Answer[types.Health]:
        """Whether it can work."""
        return self._json("GET", "/health/ready")

    def metrics(self) -> Answer[None]:
        """Figures for Prometheus."""
        return self._nothing("GET", "/metrics")

    def ogc_landing(self) -> Answer[dict[str, Any]]:
        """Landing page for map programs."""
        return self._json("GET", "/ogc")

    def ogc_collections(self) -> Answer[dict[str, Any]]:
        """Collections."""
        return self._json("GET", "/ogc/collections")

    def ogc_collection(self, collection: str) -> Answer[dict[str, Any]]:
        """A collection."""
        return self._json("GET", f"/ogc/collections/{part(collection)}")

    def ogc_items(self, collection: str, *, limit: int | None = None, offset: int | None = None, bbox: str | None = None, datetime: str | None = None) -> Answer[bytes]:
        """Features."""
        return self._bytes("GET", f"/ogc/collections/{part(collection)}/items", query={"limit": limit, "offset": offset, "bbox": bbox, "datetime": datetime})

    def ogc_item(self, collection: str, feature_id: str) -> Answer[bytes]:
        """A feature."""
        return self._bytes("GET", f"/ogc/collections/{part(collection)}/items/{part(feature_id)}")

    def ogc_conformance(self) -> Answer[dict[str, Any]]:
        """What of the standard is kept."""
        return self._json("GET", "/ogc/conformance")

    def ogc_plan_landing(self, id: str) -> Answer[dict[str, Any]]:
        """The same of one plan."""
        return self._json("GET", f"/ogc/plans/{part(id)}")

    def ogc_plan_collections(self, id: str) -> Answer[dict[str, Any]]:
        """Collections."""
        return self._json("GET", f"/ogc/plans/{part(id)}/collections")

    def ogc_plan_collection(self, id: str, collection: str) -> Answer[dict[str, Any]]:
        """A collection."""
        return self._json("GET", f"/ogc/plans/{part(id)}/collections/{part(collection)}")

    def ogc_plan_items(self, id: str, collection: str, *, limit: int | None = None, offset: int | None = None, bbox: str | None = None, datetime: str | None = None) -> Answer[bytes]:
        """Features."""
        return self._bytes("GET", f"/ogc/plans/{part(id)}/collections/{part(collection)}/items", query={"limit": limit, "offset": offset, "bbox": bbox, "datetime": datetime})

    def ogc_plan_item(self, id: str, collection: str, feature_id: str) -> Answer[bytes]:
        """A feature."""
        return self._bytes("GET", f"/ogc/plans/{part(id)}/collections/{part(collection)}/items/{part(feature_id)}")

    def ogc_plan_conformance(self, id: str) -> Answer[dict[str, Any]]:
        """What of the standard is kept."""
        return self._json("GET", f"/ogc/plans/{part(id)}/conformance")

    def show_public_schedule(self, token: str) -> Answer[bytes]:
        """The public schedule as a page."""
        return self._bytes("GET", f"/publik/{part(token)}")

    def list_accounts(self, *, limit: int | None = None, after: str | None = None) -> Answer[types.PageAccount]:
        """Accounts of the office."""
        return self._json("GET", "/v1/accounts", query={"limit": limit, "after": after})

    def add_account(self, body: types.AccountWish, *, if_match: str | None = None) -> Answer[types.Account]:
        """A new account."""
        return self._json("POST", "/v1/accounts", body=body, headers={"If-Match": if_match})

    def get_account(self, id: str) -> Answer[types.Account]:
        """One account."""
        return self._json("GET", f"/v1/accounts/{part(id)}")

    def change_account(self, id: str, body: types.AccountChange, *, if_match: str | None = None) -> Answer[types.Account]:
        """Change an account."""
        return self._json("PATCH", f"/v1/accounts/{part(id)}", body=body, headers={"If-Match": if_match})

    def get_attention(self, *, month: str | None = None, today: str | None = None) -> Answer[types.Attention]:
        """What needs a decision, most pressing first."""
        return self._json("GET", "/v1/attention", query={"month": month, "today": today})

    def list_audit(self, *, subject: str | None = None, limit: int | None = None, after: str | None = None) -> Answer[types.PageAuditLine]:
        """The audit log, newest first."""
        return self._json("GET", "/v1/audit", query={"subject": subject, "limit": limit, "after": after})

    def check_data(self, body: bytes | dict[str, Any], *, file: str | None = None, if_match: str | None = None) -> Answer[types.DataJudged]:
        """Judge data alone."""
        return self._json("POST", "/v1/check/data", query={"file": file}, body=body, headers={"If-Match": if_match})

    def check_plan(self, body: bytes | dict[str, Any], *, if_match: str | None = None) -> Answer[types.Judged]:
        """Judge any plan, also an empty one."""
        return self._json("POST", "/v1/check/plan", body=body, headers={"If-Match": if_match})

    def list_datasets(self, *, archived: bool | None = None, limit: int | None = None, after: str | None = None) -> Answer[types.PageDataset]:
        """Datasets of the office, newest first."""
        return self._json("GET", "/v1/datasets", query={"archived": archived, "limit": limit, "after": after})

    def add_dataset(self, body: types.NewDataset, *, if_match: str | None = None) -> Answer[types.Dataset]:
        """A new dataset."""
        return self._json("POST", "/v1/datasets", body=body, headers={"If-Match": if_match})

    def archive_dataset(self, id: str, *, if_match: str | None = None) -> Answer[None]:
        """Put a dataset away."""
        return self._nothing("DELETE", f"/v1/datasets/{part(id)}", headers={"If-Match": if_match})

    def get_dataset(self, id: str) -> Answer[types.Dataset]:
        """One dataset."""
        return self._json("GET", f"/v1/datasets/{part(id)}")

    def change_dataset(self, id: str, body: types.DatasetChange, *, if_match: str | None = None) -> Answer[types.Dataset]:
        """Rename a dataset."""
        return self._json("PATCH", f"/v1/datasets/{part(id)}", body=body, headers={"If-Match": if_match})

    def list_differences(self, id: str, *, before: int, with_: int, limit: int | None = None, after: str | None = None) -> Answer[types.PageRowDifference]:
        """What two versions do not share."""
        return self._json("GET", f"/v1/datasets/{part(id)}/differences", query={"before": before, "with": with_, "limit": limit, "after": after})

    def edit_rows(self, id: str, body: types.Edits, *, if_match: str | None = None) -> Answer[types.ApiDatasetsSchemasVersion]:
        """Edit rows: makes the next version."""
        return self._json("POST", f"/v1/datasets/{part(id)}/edits", body=body, headers={"If-Match": if_match})

    def remove_dataset_layer(self, id: str, layer: types.LayerName, *, why: str | None = None, if_match: str | None = None) -> Answer[types.ApiDatasetsSchemasVersion]:
        """Take a layer out: makes the next version."""
        return self._json("DELETE", f"/v1/datasets/{part(id)}/layers/{part(layer)}", query={"why": why}, headers={"If-Match": if_match})

    def upload_dataset_layer(self, id: str, layer: types.LayerName, body: bytes | dict[str, Any], *, file: str, crs: str | None = None, why: str | None = None, if_match: str | None = None) -> Answer[types.ApiDatasetsSchemasVersion]:
        """Upload boundaries, coverage or roads: makes the next version."""
        return self._json("POST", f"/v1/datasets/{part(id)}/layers/{part(layer)}", query={"file": file, "crs": crs, "why": why}, body=body, headers={"If-Match": if_match})

    def restore_version(self, id: str, body: types.Restore, *, if_match: str | None = None) -> Answer[types.ApiDatasetsSchemasVersion]:
        """Take an earlier version again."""
        return self._json("POST", f"/v1/datasets/{part(id)}/restores", body=body, headers={"If-Match": if_match})

    def list_versions(self, id: str, *, limit: int | None = None, after: str | None = None) -> Answer[types.PageVersionHead]:
        """Versions, newest first."""
        return self._json("GET", f"/v1/datasets/{part(id)}/versions", query={"limit": limit, "after": after})

    def upload_version(self, id: str, body: bytes | dict[str, Any], *, file: str | None = None, why: str | None = None, if_match: str | None = None) -> Answer[types.ApiDatasetsSchemasVersion]:
        """Upload a workbook, a zip of CSV files, or JSON as the next version."""
        return self._json("POST", f"/v1/datasets/{part(id)}/versions", query={"file": file, "why": why}, body=body, headers={"If-Match": if_match})

    def get_version(self, id: str, number: int) -> Answer[types.ApiDatasetsSchemasVersion]:
        """One version with its report."""
        return self._json("GET", f"/v1/datasets/{part(id)}/versions/{part(number)}")

    def list_faults(self, id: str, number: int, *, limit: int | None = None, after: str | None = None) -> Answer[types.PageFaultTold]:
        """All faults of a version."""
        return self._json("GET", f"/v1/datasets/{part(id)}/versions/{part(number)}/faults", query={"limit": limit, "after": after})

    def get_dataset_layer(self, id: str, number: int, layer: types.LayerName, *, bbox: str | None = None, limit: int | None = None) -> Answer[bytes]:
        """A layer for a map."""
        return self._bytes("GET", f"/v1/datasets/{part(id)}/versions/{part(number)}/layers/{part(layer)}", query={"bbox": bbox, "limit": limit})

    def get_dataset_layer_file(self, id: str, number: int, layer: types.LayerName) -> Answer[bytes]:
        """The file of a layer."""
        return self._bytes("GET", f"/v1/datasets/{part(id)}/versions/{part(number)}/layers/{part(layer)}/file")

    def list_rows(self, id: str, number: int, sheet: str, *, limit: int | None = None, after: str | None = None) -> Answer[types.SheetPage]:
        """Rows of a sheet."""
        return self._json("GET", f"/v1/datasets/{part(id)}/versions/{part(number)}/sheets/{part(sheet)}", query={"limit": limit, "after": after})

    def list_jobs(self, *, state: list[types.JobState] | None = None, study_id: str | None = None, limit: int | None = None, after: str | None = None) -> Answer[types.PageJob]:
        """Jobs of the office, newest first."""
        return self._json("GET", "/v1/jobs", query={"state": state, "study_id": study_id, "limit": limit, "after": after})

    def get_job(self, id: str) -> Answer[types.Job]:
        """One job."""
        return self._json("GET", f"/v1/jobs/{part(id)}")

    def change_job(self, id: str, body: types.JobChange, *, if_match: str | None = None) -> Answer[types.Job]:
        """Another priority, while it waits."""
        return self._json("PATCH", f"/v1/jobs/{part(id)}", body=body, headers={"If-Match": if_match})

    def get_best(self, id: str) -> Answer[types.BestTold]:
        """The best plan so far."""
        return self._json("GET", f"/v1/jobs/{part(id)}/best")

    def get_best_layer(self, id: str, layer: types.Layer, *, shape: types.Shape | None = None, day: str | None = None, team: str | None = None) -> Answer[bytes]:
        """A layer of the map of the best plan so far."""
        return self._bytes("GET", f"/v1/jobs/{part(id)}/best/map/{part(layer)}", query={"shape": shape, "day": day, "team": team})

    def list_best_visits(self, id: str, *, since: str | None = None, until: str | None = None, team: str | None = None, limit: int | None = None, after: str | None = None) -> Answer[types.PageVisitTold]:
        """Visits of the best plan so far."""
        return self._json("GET", f"/v1/jobs/{part(id)}/best/visits", query={"since": since, "until": until, "team": team, "limit": limit, "after": after})

    def cancel_job(self, id: str, *, if_match: str | None = None) -> Answer[types.Job]:
        """Stop a job."""
        return self._json("POST", f"/v1/jobs/{part(id)}/cancel", headers={"If-Match": if_match})

    def retry_job(self, id: str, *, if_match: str | None = None) -> Answer[types.Job]:
        """Try a job again."""
        return self._json("POST", f"/v1/jobs/{part(id)}/retry", headers={"If-Match": if_match})

    def get_series(self, id: str) -> Answer[types.ProgressSeries]:
        """Value and bound over the run."""
        return self._json("GET", f"/v1/jobs/{part(id)}/series")

    def list_keys(self, *, limit: int | None = None, after: str | None = None) -> Answer[types.PageKey]:
        """API keys of the office."""
        return self._json("GET", "/v1/keys", query={"limit": limit, "after": after})

    def add_key(self, body: types.KeyWish, *, if_match: str | None = None) -> Answer[types.NewKey]:
        """A new API key."""
        return self._json("POST", "/v1/keys", body=body, headers={"If-Match": if_match})

    def revoke_key(self, id: str, *, if_match: str | None = None) -> Answer[None]:
        """Revoke an API key."""
        return self._nothing("DELETE", f"/v1/keys/{part(id)}", headers={"If-Match": if_match})

    def office(self) -> Answer[types.Office]:
        """The office of the caller."""
        return self._json("GET", "/v1/office")

    def change_office(self, body: types.OfficeChange, *, if_match: str | None = None) -> Answer[types.Office]:
        """Change name or zone of the office."""
        return self._json("PATCH", "/v1/office", body=body, headers={"If-Match": if_match})

    def list_plans(self, *, dataset_id: str | None = None, archived: bool | None = None, limit: int | None = None, after: str | None = None) -> Answer[types.PagePlanHead]:
        """Plans of the office, newest first."""
        return self._json("GET", "/v1/plans", query={"dataset_id": dataset_id, "archived": archived, "limit": limit, "after": after})

    def order_plan(self, body: types.PlanOrder, *, if_match: str | None = None) -> Answer[types.Job]:
        """Ask for a plan."""
        return self._json("POST", "/v1/plans", body=body, headers={"If-Match": if_match})

    def import_plan(self, body: bytes | dict[str, Any], *, name: str | None = None, dataset_id: str | None = None, if_match: str | None = None) -> Answer[types.PlanWhole]:
        """Keep a plan made elsewhere."""
        return self._json("POST", "/v1/plans/imports", query={"name": name, "dataset_id": dataset_id}, body=body, headers={"If-Match": if_match})

    def archive_plan(self, id: str, *, if_match: str | None = None) -> Answer[None]:
        """Put a plan away."""
        return self._nothing("DELETE", f"/v1/plans/{part(id)}", headers={"If-Match": if_match})

    def get_plan(self, id: str) -> Answer[types.PlanWhole]:
        """One plan."""
        return self._json("GET", f"/v1/plans/{part(id)}")

    def change_plan(self, id: str, body: types.PlanChange, *, if_match: str | None = None) -> Answer[types.PlanHead]:
        """Rename a plan."""
        return self._json("PATCH", f"/v1/plans/{part(id)}", body=body, headers={"If-Match": if_match})

    def adopt_plan(self, id: str, body: types.AdoptWish, *, if_match: str | None = None) -> Answer[types.PlanWhole]:
        """Take over another plan."""
        return self._json("POST", f"/v1/plans/{part(id)}/adoptions", body=body, headers={"If-Match": if_match})

    def get_calendar(self, id: str, *, revision: int | None = None) -> Answer[types.Calendar]:
        """The days of a plan and its teams."""
        return self._json("GET", f"/v1/plans/{part(id)}/calendar", query={"revision": revision})

    def change_plan_by_hand(self, id: str, body: types.ChangeWish, *, if_match: str | None = None) -> Answer[types.PlanWhole]:
        """Change a plan by hand."""
        return self._json("POST", f"/v1/plans/{part(id)}/changes", body=body, headers={"If-Match": if_match})

    def preview_changes(self, id: str, body: types.ChangeWish, *, if_match: str | None = None) -> Answer[types.Effect]:
        """What changes by hand would break and cost."""
        return self._json("POST", f"/v1/plans/{part(id)}/changes/preview", body=body, headers={"If-Match": if_match})

    def compare_plans(self, id: str, *, with_: str, revision: int | None = None, with_revision: int | None = None) -> Answer[types.Comparison]:
        """What differs from this plan to another."""
        return self._json("GET", f"/v1/plans/{part(id)}/comparison", query={"with": with_, "revision": revision, "with_revision": with_revision})

    def list_costs(self, id: str, *, revision: int | None = None, limit: int | None = None, after: str | None = None) -> Answer[types.PageCostTold]:
        """The money ledger, line by line."""
        return self._json("GET", f"/v1/plans/{part(id)}/costs", query={"revision": revision, "limit": limit, "after": after})

    def get_coverage(self, id: str, *, revision: int | None = None) -> Answer[types.Coverage]:
        """Recording and IKD by subdistrict, before and after."""
        return self._json("GET", f"/v1/plans/{part(id)}/coverage", query={"revision": revision})

    def explain_plan(self, id: str, body: types.ExplainWish, *, if_match: str | None = None) -> Answer[types.Job]:
        """Weigh why places are left out."""
        return self._json("POST", f"/v1/plans/{part(id)}/explanations", body=body, headers={"If-Match": if_match})

    def list_files(self, id: str, *, revision: int | None = None) -> Answer[types.FilesTold]:
        """Every file of a plan."""
        return self._json("GET", f"/v1/plans/{part(id)}/files", query={"revision": revision})

    def get_file(self, id: str, name: str, *, revision: int | None = None) -> Answer[bytes]:
        """A plan as a file."""
        return self._bytes("GET", f"/v1/plans/{part(id)}/files/{part(name)}", query={"revision": revision})

    def get_history(self, id: str) -> Answer[types.HistoryTold]:
        """What can be undone and redone."""
        return self._json("GET", f"/v1/plans/{part(id)}/history")

    def get_money_ledger(self, id: str, *, revision: int | None = None) -> Answer[types.MoneyLedger]:
        """What a plan costs."""
        return self._json("GET", f"/v1/plans/{part(id)}/ledgers/money", query={"revision": revision})

    def get_stock_ledger(self, id: str, *, revision: int | None = None) -> Answer[types.StockLedger]:
        """The burn-down of blank cards."""
        return self._json("GET", f"/v1/plans/{part(id)}/ledgers/stock", query={"revision": revision})

    def preview_stock(self, id: str, body: types.StockWish, *, if_match: str | None = None) -> Answer[types.StockLedger]:
        """The burn-down if something is otherwise."""
        return self._json("POST", f"/v1/plans/{part(id)}/ledgers/stock/preview", body=body, headers={"If-Match": if_match})

    def list_left_out(self, id: str, *, revision: int | None = None, reason: types.Reason | None = None, evidence: types.Evidence | None = None, subdistrict: str | None = None, limit: int | None = None, after: str | None = None) -> Answer[types.PageLeftOut]:
        """Who is left out, and why."""
        return self._json("GET", f"/v1/plans/{part(id)}/left-out", query={"revision": revision, "reason": reason, "evidence": evidence, "subdistrict": subdistrict, "limit": limit, "after": after})

    def get_left_out(self, id: str, site: str, *, revision: int | None = None) -> Answer[types.LeftOut]:
        """Why one place is left out."""
        return self._json("GET", f"/v1/plans/{part(id)}/left-out/{part(site)}", query={"revision": revision})

    def get_layer(self, id: str, layer: types.Layer, *, revision: int | None = None, shape: types.Shape | None = None, day: str | None = None, team: str | None = None) -> Answer[bytes]:
        """A layer of the map of a plan."""
        return self._bytes("GET", f"/v1/plans/{part(id)}/map/{part(layer)}", query={"revision": revision, "shape": shape, "day": day, "team": team})

    def redo_change(self, id: str, *, if_match: str | None = None) -> Answer[types.PlanWhole]:
        """Redo what was undone."""
        return self._json("POST", f"/v1/plans/{part(id)}/redo", headers={"If-Match": if_match})

    def replan(self, id: str, body: types.ReplanWish, *, if_match: str | None = None) -> Answer[types.Job]:
        """Plan the rest anew."""
        return self._json("POST", f"/v1/plans/{part(id)}/replans", body=body, headers={"If-Match": if_match})

    def restore_revision(self, id: str, body: types.RestoreWish, *, if_match: str | None = None) -> Answer[types.PlanWhole]:
        """Take an earlier revision again."""
        return self._json("POST", f"/v1/plans/{part(id)}/restores", body=body, headers={"If-Match": if_match})

    def list_revisions(self, id: str, *, limit: int | None = None, after: str | None = None) -> Answer[types.PageRevision]:
        """The life of a plan, newest first."""
        return self._json("GET", f"/v1/plans/{part(id)}/revisions", query={"limit": limit, "after": after})

    def list_slots(self, id: str, *, site: str) -> Answer[types.SlotsTold]:
        """The best places for a village or school."""
        return self._json("GET", f"/v1/plans/{part(id)}/slots", query={"site": site})

    def list_stock(self, id: str, *, revision: int | None = None, limit: int | None = None, after: str | None = None) -> Answer[types.PageStockTold]:
        """The card ledger, day by day."""
        return self._json("GET", f"/v1/plans/{part(id)}/stock", query={"revision": revision, "limit": limit, "after": after})

    def undo_change(self, id: str, *, if_match: str | None = None) -> Answer[types.PlanWhole]:
        """Undo the last change."""
        return self._json("POST", f"/v1/plans/{part(id)}/undo", headers={"If-Match": if_match})

    def list_visits(self, id: str, *, revision: int | None = None, since: str | None = None, until: str | None = None, team: str | None = None, subdistrict: str | None = None, site: str | None = None, limit: int | None = None, after: str | None = None) -> Answer[types.PageVisitTold]:
        """Visits by day, team and time."""
        return self._json("GET", f"/v1/plans/{part(id)}/visits", query={"revision": revision, "since": since, "until": until, "team": team, "subdistrict": subdistrict, "site": site, "limit": limit, "after": after})

    def list_cells(self, id: str, visit_id: str, *, since: str | None = None, until: str | None = None) -> Answer[types.CellsTold]:
        """What a visit would do on every team and day."""
        return self._json("GET", f"/v1/plans/{part(id)}/visits/{part(visit_id)}/cells", query={"since": since, "until": until})

    def get_province_totals(self, *, month: str | None = None) -> Answer[types.ProvinceTotals]:
        """Totals of the offices of a province."""
        return self._json("GET", "/v1/province/totals", query={"month": month})

    def list_links(self, *, limit: int | None = None, after: str | None = None) -> Answer[types.PageLink]:
        """Links that anybody may open."""
        return self._json("GET", "/v1/public-links", query={"limit": limit, "after": after})

    def add_link(self, body: types.LinkWish, *, if_match: str | None = None) -> Answer[types.Link]:
        """A link to the schedule of some days."""
        return self._json("POST", "/v1/public-links", body=body, headers={"If-Match": if_match})

    def revoke_link(self, id: str, *, if_match: str | None = None) -> Answer[None]:
        """Revoke a link."""
        return self._nothing("DELETE", f"/v1/public-links/{part(id)}", headers={"If-Match": if_match})

    def get_public_schedule(self, token: str) -> Answer[types.PublicSchedule]:
        """The public schedule."""
        return self._json("GET", f"/v1/public/{part(token)}")

    def list_publications(self, *, state: list[types.PublicationState] | None = None, limit: int | None = None, after: str | None = None) -> Answer[types.PagePublication]:
        """Publications, newest first."""
        return self._json("GET", "/v1/publications", query={"state": state, "limit": limit, "after": after})

    def request_publication(self, body: types.PublicationWish, *, if_match: str | None = None) -> Answer[types.Publication]:
        """Ask for a plan to be published."""
        return self._json("POST", "/v1/publications", body=body, headers={"If-Match": if_match})

    def get_publication(self, id: str) -> Answer[types.Publication]:
        """One publication."""
        return self._json("GET", f"/v1/publications/{part(id)}")

    def approve_publication(self, id: str, body: types.Decision, *, if_match: str | None = None) -> Answer[types.Publication]:
        """Approve and publish."""
        return self._json("POST", f"/v1/publications/{part(id)}/approve", body=body, headers={"If-Match": if_match})

    def reject_publication(self, id: str, body: types.Decision, *, if_match: str | None = None) -> Answer[types.Publication]:
        """Reject."""
        return self._json("POST", f"/v1/publications/{part(id)}/reject", body=body, headers={"If-Match": if_match})

    def list_published_visits(self, id: str, *, state: types.VisitState | None = None, limit: int | None = None, after: str | None = None) -> Answer[types.PagePublishedVisit]:
        """Visits and where they stand."""
        return self._json("GET", f"/v1/publications/{part(id)}/visits", query={"state": state, "limit": limit, "after": after})

    def get_published_visit(self, id: str, visit_id: str) -> Answer[types.PublishedVisit]:
        """One visit."""
        return self._json("GET", f"/v1/publications/{part(id)}/visits/{part(visit_id)}")

    def step_visit(self, id: str, visit_id: str, body: types.StateWish, *, if_match: str | None = None) -> Answer[types.PublishedVisit]:
        """The next step of a visit."""
        return self._json("PUT", f"/v1/publications/{part(id)}/visits/{part(visit_id)}/state", body=body, headers={"If-Match": if_match})

    def holidays(self, year: int) -> Answer[types.ListedHolidayTold]:
        """National holidays and joint leave of a year."""
        return self._json("GET", f"/v1/reference/holidays/{part(year)}")

    def parameters(self) -> Answer[types.ListedParameterTold]:
        """Every number of the policy."""
        return self._json("GET", "/v1/reference/parameters")

    def rates(self) -> Answer[types.ListedRateTold]:
        """Every price of the policy."""
        return self._json("GET", "/v1/reference/rates")

    def reasons(self) -> Answer[types.ListedReasonTold]:
        """Every reason why somebody may be left out."""
        return self._json("GET", "/v1/reference/reasons")

    def rules(self) -> Answer[types.ListedRuleTold]:
        """Every rule that a plan keeps."""
        return self._json("GET", "/v1/reference/rules")

    def schema_names(self) -> Answer[types.ListedStr]:
        """Names of the JSON Schemas."""
        return self._json("GET", "/v1/reference/schemas")

    def schema(self, name: str) -> Answer[bytes]:
        """One JSON Schema."""
        return self._bytes("GET", f"/v1/reference/schemas/{part(name)}")

    def sheets(self) -> Answer[types.ListedSheetTold]:
        """Every sheet that an office gives, with its columns."""
        return self._json("GET", "/v1/reference/sheets")

    def version(self) -> Answer[types.ApiReferenceSchemasVersion]:
        """Versions of product, API and files."""
        return self._json("GET", "/v1/reference/version")

    def list_scenarios(self, *, limit: int | None = None, after: str | None = None) -> Answer[types.PageScenario]:
        """Saved scenarios, newest first."""
        return self._json("GET", "/v1/scenarios", query={"limit": limit, "after": after})

    def save_scenario(self, body: types.ScenarioAsked, *, if_match: str | None = None) -> Answer[types.Scenario]:
        """Save a scenario."""
        return self._json("POST", "/v1/scenarios", body=body, headers={"If-Match": if_match})

    def list_change_kinds(self) -> Answer[list[types.ChangeKind]]:
        """What a scenario may change."""
        return self._json("GET", "/v1/scenarios/changes")

    def archive_scenario(self, id: str, *, if_match: str | None = None) -> Answer[None]:
        """Put a saved scenario away."""
        return self._nothing("DELETE", f"/v1/scenarios/{part(id)}", headers={"If-Match": if_match})

    def get_scenario(self, id: str) -> Answer[types.Scenario]:
        """One saved scenario."""
        return self._json("GET", f"/v1/scenarios/{part(id)}")

    def change_scenario(self, id: str, body: types.ScenarioAsked, *, if_match: str | None = None) -> Answer[types.Scenario]:
        """Change a saved scenario."""
        return self._json("PUT", f"/v1/scenarios/{part(id)}", body=body, headers={"If-Match": if_match})

    def sign_out(self, *, if_match: str | None = None) -> Answer[None]:
        """Sign out."""
        return self._nothing("DELETE", "/v1/session", headers={"If-Match": if_match})

    def who(self) -> Answer[types.Who]:
        """Who am I."""
        return self._json("GET", "/v1/session")

    def sign_in(self, body: types.SignIn, *, if_match: str | None = None) -> Answer[types.Who]:
        """Sign in."""
        return self._json("POST", "/v1/session", body=body, headers={"If-Match": if_match}, again=False)

    def begin_outside(self) -> Answer[None]:
        """Sign in through the provider."""
        return self._nothing("GET", "/v1/session/oidc")

    def finish_outside(self, *, code: str | None = None, state: str | None = None, iss: str | None = None, error: str | None = None) -> Answer[None]:
        """Back from the provider."""
        return self._nothing("GET", "/v1/session/oidc/callback", query={"code": code, "state": state, "iss": iss, "error": error})

    def change_password(self, body: types.PasswordChange, *, if_match: str | None = None) -> Answer[None]:
        """Change my password."""
        return self._nothing("PUT", "/v1/session/password", body=body, headers={"If-Match": if_match})

    def ways(self) -> Answer[types.Ways]:
        """How to sign in."""
        return self._json("GET", "/v1/session/ways")

    def setup_needed(self) -> Answer[types.SetupNeeded]:
        """Whether the first account is still to be made."""
        return self._json("GET", "/v1/setup")

    def set_up(self, body: types.Setup, *, if_match: str | None = None) -> Answer[types.SetupNeeded]:
        """Make the first account."""
        return self._json("POST", "/v1/setup", body=body, headers={"If-Match": if_match}, again=False)

    def list_studies(self, *, archived: bool | None = None, limit: int | None = None, after: str | None = None) -> Answer[types.PageStudyHead]:
        """Studies of the office, newest first."""
        return self._json("GET", "/v1/studies", query={"archived": archived, "limit": limit, "after": after})

    def order_study(self, body: types.StudyOrder, *, if_match: str | None = None) -> Answer[types.Job]:
        """Ask a study."""
        return self._json("POST", "/v1/studies", body=body, headers={"If-Match": if_match})

    def check_study(self, body: types.StudyAsked, *, if_match: str | None = None) -> Answer[types.StudyWords]:
        """Tell a study in words, and its size."""
        return self._json("POST", "/v1/studies/check", body=body, headers={"If-Match": if_match})

    def archive_study(self, id: str, *, if_match: str | None = None) -> Answer[None]:
        """Put a study away."""
        return self._nothing("DELETE", f"/v1/studies/{part(id)}", headers={"If-Match": if_match})

    def get_study(self, id: str) -> Answer[types.StudyWhole]:
        """One study."""
        return self._json("GET", f"/v1/studies/{part(id)}")

    def list_curves(self, id: str) -> Answer[list[types.CurveTold]]:
        """People against rupiah, with the knee."""
        return self._json("GET", f"/v1/studies/{part(id)}/curves")

    def get_differences(self, id: str, *, scenario: str, against: str | None = None) -> Answer[types.DifferenceMap]:
        """Where two scenarios differ."""
        return self._json("GET", f"/v1/studies/{part(id)}/differences", query={"scenario": scenario, "against": against})

    def get_study_file(self, id: str, name: str) -> Answer[bytes]:
        """The answers as a file."""
        return self._bytes("GET", f"/v1/studies/{part(id)}/files/{part(name)}")

    def run_study(self, id: str, body: types.RunOrder, *, if_match: str | None = None) -> Answer[types.Job]:
        """Go on with a study."""
        return self._json("POST", f"/v1/studies/{part(id)}/run", body=body, headers={"If-Match": if_match})

    def get_paper(self, id: str, name: str, paper: str, *, option: list[str] | None = None) -> Answer[bytes]:
        """Budget, memo and card request."""
        return self._bytes("GET", f"/v1/studies/{part(id)}/scenarios/{part(name)}/papers/{part(paper)}", query={"option": option})

    def keep_scenario_plan(self, id: str, name: str, *, month: int | None = None, if_match: str | None = None) -> Answer[types.PlanWhole]:
        """Keep a scenario's plan."""
        return self._json("POST", f"/v1/studies/{part(id)}/scenarios/{part(name)}/plan", query={"month": month}, headers={"If-Match": if_match})

    def get_risk(self, id: str, name: str, *, runs: int | None = None, seed: int | None = None) -> Answer[types.RiskTold]:
        """How a scenario may turn out."""
        return self._json("GET", f"/v1/studies/{part(id)}/scenarios/{part(name)}/risk", query={"runs": runs, "seed": seed})

    def list_seeks(self, id: str) -> Answer[list[types.SeekTold]]:
        """The least money for each target."""
        return self._json("GET", f"/v1/studies/{part(id)}/seeks")

    def get_table(self, id: str, *, scenario: list[str] | None = None) -> Answer[types.StudyTable]:
        """Scenarios side by side."""
        return self._json("GET", f"/v1/studies/{part(id)}/table", query={"scenario": scenario})

    def list_sways(self, id: str) -> Answer[list[types.SwayTold]]:
        """What sways the service value."""
        return self._json("GET", f"/v1/studies/{part(id)}/tornado")
