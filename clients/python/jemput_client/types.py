"""What the service takes and gives. Made from docs/openapi.json by generate.py."""

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


Account = TypedDict(
    "Account",
    {
        "created_at": "str",
        "disabled": "bool",
        "id": "str",
        "login": "str",
        "revision": "int",
        "roles": "list[Role]",
        "sites": "list[str]",
        "teams": "list[str]",
    },
)


AccountChange = TypedDict(
    "AccountChange",
    {
        "disabled": NotRequired["bool | None"],
        "password": NotRequired["str | None"],
        "roles": NotRequired["list[Role] | None"],
        "sites": NotRequired["list[str] | None"],
        "teams": NotRequired["list[str] | None"],
    },
)


AccountWish = TypedDict(
    "AccountWish",
    {
        "login": "str",
        "password": "str",
        "roles": "list[Role]",
        "sites": NotRequired["list[str]"],
        "teams": NotRequired["list[str]"],
    },
)


AddVisit = TypedDict(
    "AddVisit",
    {
        "day": "str",
        "op": "Literal['add']",
        "origins": NotRequired["list[str]"],
        "site": "str",
        "team": "str",
    },
)


Adjusted = TypedDict(
    "Adjusted",
    {
        "day": "str",
        "name": "str",
        "now_day": NotRequired["str | None"],
        "now_team": NotRequired["str | None"],
        "site": "str",
        "team": "str",
        "what": "AdjustedWhat",
    },
)


AdjustedWhat: TypeAlias = "Literal['fitted', 'moved', 'removed']"


AdoptWish = TypedDict(
    "AdoptWish",
    {
        "plan_id": "str",
    },
)


Attention = TypedDict(
    "Attention",
    {
        "at": "str",
        "items": "list[AttentionItem]",
        "plan": NotRequired["PlanHead | None"],
        "publication_id": NotRequired["str | None"],
        "publication_number": NotRequired["int | None"],
        "today": "str",
    },
)


AttentionItem = TypedDict(
    "AttentionItem",
    {
        "day": NotRequired["str | None"],
        "days_left": NotRequired["int | None"],
        "kind": "AttentionKind",
        "number": "int",
        "people": "int",
        "sentence": "Sentence",
        "target": "Target",
        "unit": "str",
        "visits": NotRequired["list[str]"],
    },
)


AttentionKind: TypeAlias = "Literal['no_data', 'data_faults', 'no_plan', 'job_failed', 'draft_breaks', 'awaiting_approval', 'published_breaks', 'stock_short', 'not_announced', 'not_confirmed', 'not_reported', 'data_not_ready']"


AuditLine = TypedDict(
    "AuditLine",
    {
        "action": "str",
        "actor": "str",
        "actor_kind": "str",
        "at": "str",
        "detail": "dict[str, Any]",
        "id": "str",
        "request_id": "str",
        "subject": "str",
        "why": NotRequired["str | None"],
    },
)


AxisAsked = TypedDict(
    "AxisAsked",
    {
        "change": NotRequired["dict[str, Any] | None"],
        "field": NotRequired["str | None"],
        "from": NotRequired["int | None"],
        "like": NotRequired["str | None"],
        "step": NotRequired["int | None"],
        "to": NotRequired["int | None"],
        "values": NotRequired["list[int] | None"],
        "vary": "str",
        "with_crew": NotRequired["bool | None"],
    },
)


BestTold = TypedDict(
    "BestTold",
    {
        "found_at": "str",
        "job_id": "str",
        "number": "int",
        "plan_id": NotRequired["str | None"],
        "state": "JobState",
        "summary": "SummaryTold",
    },
)


BudgetChanged = TypedDict(
    "BudgetChanged",
    {
        "amount": "int | None",
        "kind": "Literal['budget']",
    },
)


Calendar = TypedDict(
    "Calendar",
    {
        "as_of": "str",
        "days": "list[DayTold]",
        "first": "str",
        "last": "str",
        "teams": "list[TeamTold]",
    },
)


CardSum = TypedDict(
    "CardSum",
    {
        "closing": "int",
        "counter": "int",
        "field": "int",
        "opening": "int",
        "received": "int",
    },
)


CellDifference = TypedDict(
    "CellDifference",
    {
        "after": "str",
        "before": "str",
        "column": "str",
    },
)


CellTold = TypedDict(
    "CellTold",
    {
        "announced": "list[VisitNamed]",
        "cards": "int",
        "cost_rupiah": "int",
        "day": "str",
        "distance_m": "int",
        "gap_percent": NotRequired["float | None"],
        "ikd": "int",
        "mended": "int",
        "recording": "int",
        "team": "str",
        "team_days": "int",
        "value": "float",
        "verdict": "Verdict",
        "violations": "list[ViolationTold]",
    },
)


CellsTold = TypedDict(
    "CellsTold",
    {
        "breaks": "int",
        "cells": "list[CellTold]",
        "costs": "int",
        "legal": "int",
        "revision": "int",
        "visit": "str",
    },
)


ChangeKind = TypedDict(
    "ChangeKind",
    {
        "about": "str",
        "kind": "str",
        "names": "Sentence",
        "parts": "list[ChangePart]",
    },
)


ChangePart = TypedDict(
    "ChangePart",
    {
        "choices": NotRequired["list[str]"],
        "name": "str",
        "names": "Sentence",
        "needed": "bool",
        "type": "Literal['number', 'date', 'dates', 'text', 'texts', 'yes-no', 'choice', 'choices']",
    },
)


ChangeWish = TypedDict(
    "ChangeWish",
    {
        "accept_breaches": NotRequired["bool"],
        "changes": "list[MoveVisit | RemoveVisit | LockVisit | UnlockVisit | AddVisit | InvitePeople | FitPlace | Situation | RepairPlan]",
        "why": NotRequired["str | None"],
    },
)


ColumnTold = TypedDict(
    "ColumnTold",
    {
        "heading": "Sentence",
        "kind": "str",
        "name": "str",
        "needed": "bool",
        "note": "Sentence",
        "unit": "Sentence",
        "words": "list[Sentence]",
    },
)


ComparedPlan = TypedDict(
    "ComparedPlan",
    {
        "id": "str",
        "name": "str",
        "revision": "int",
        "summary": "SummaryTold",
    },
)


Comparison = TypedDict(
    "Comparison",
    {
        "after": "ComparedPlan",
        "before": "ComparedPlan",
        "cards": "int",
        "cost_rupiah": "int",
        "done_visits": "int",
        "ikd": "int",
        "origins": "list[OriginCompared]",
        "places": "list[PlaceCompared]",
        "recording": "int",
        "same_data": "bool",
        "staff": "list[StaffCompared]",
        "undecided": "bool",
        "villages_served": "int",
        "visits": "list[VisitCompared]",
        "visits_moved": "int",
    },
)


Connectivity: TypeAlias = "Literal['none', 'weak', 'good', 'unknown']"


CostTold = TypedDict(
    "CostTold",
    {
        "amount_rupiah": "int",
        "item": "str",
        "price_rupiah": "int",
        "quantity": "int",
        "trip": "str",
        "unit": "str",
    },
)


Counts = TypedDict(
    "Counts",
    {
        "cards": "int",
        "ikd": "int",
        "recorded": "int",
    },
)


Coverage = TypedDict(
    "Coverage",
    {
        "ikd": "CoverageTold",
        "recorded_besides": "int",
        "recording": "CoverageTold",
        "subdistricts": "list[SubdistrictCoverage]",
    },
)


CoverageTold = TypedDict(
    "CoverageTold",
    {
        "added": "int",
        "after_percent": "float | None",
        "before": "int",
        "before_percent": "float | None",
        "denominator": "int",
        "denominator_before": "int",
        "left": "int",
        "target_missing": NotRequired["int | None"],
        "target_percent": NotRequired["float | None"],
    },
)


CurvePoint = TypedDict(
    "CurvePoint",
    {
        "is_knee": "bool",
        "name": "str",
        "on_hull": "bool",
        "recorded": "float",
        "spent_rupiah": "int",
    },
)


CurveTold = TypedDict(
    "CurveTold",
    {
        "axes": "list[Sentence]",
        "grid": "str",
        "knee": NotRequired["str | None"],
        "line": "list[int]",
        "points": "list[CurvePoint]",
    },
)


DataJudged = TypedDict(
    "DataJudged",
    {
        "faults": "list[FaultTold]",
        "notes": "list[Sentence]",
        "sheets": "list[SheetCount]",
        "sound": "bool",
    },
)


Dataset = TypedDict(
    "Dataset",
    {
        "archived": "bool",
        "changed_at": "str",
        "created_at": "str",
        "id": "str",
        "name": "str",
        "revision": "int",
        "version": "int",
    },
)


DatasetChange = TypedDict(
    "DatasetChange",
    {
        "name": "str",
    },
)


DayMoney = TypedDict(
    "DayMoney",
    {
        "amount_rupiah": "int",
        "day": "str",
        "so_far_rupiah": "int",
    },
)


DayOff = TypedDict(
    "DayOff",
    {
        "day": "str",
        "kind": "Literal['day_off']",
        "off": NotRequired["bool"],
    },
)


DayTold = TypedDict(
    "DayTold",
    {
        "closing_cards": "int",
        "counter_short_cards": "int",
        "day": "str",
        "delivery_cards": "int",
        "estimated": "bool",
        "field_short_cards": "int",
        "hours": "HoursTold",
        "kits_out": "list[KitOut]",
        "kits_total": "int",
        "note": "str",
        "noticed": "bool",
        "past": "bool",
        "ramadan": "bool",
        "recording": "int",
        "school_open": "bool",
        "teams_off": "list[str]",
        "trips": "int",
        "visits": "int",
        "working": "bool",
    },
)


Decision = TypedDict(
    "Decision",
    {
        "why": NotRequired["str | None"],
    },
)


DeliveryAdded = TypedDict(
    "DeliveryAdded",
    {
        "day": "str",
        "kind": "Literal['delivery_added']",
        "probability_permille": NotRequired["int"],
        "quantity": "int",
    },
)


DeliveryChanged = TypedDict(
    "DeliveryChanged",
    {
        "day": NotRequired["str | None"],
        "due": "str",
        "kind": "Literal['delivery']",
        "quantity": NotRequired["int | None"],
    },
)


DeliveryTold = TypedDict(
    "DeliveryTold",
    {
        "cards": "int",
        "chance_percent": "float",
        "counted": "bool",
        "day": "str",
    },
)


DifferenceMap = TypedDict(
    "DifferenceMap",
    {
        "against": "str",
        "places": "list[PlaceDifference]",
        "scenario": "str",
        "verdict": "Literal['more', 'less', 'same', 'undecided']",
    },
)


Edits = TypedDict(
    "Edits",
    {
        "edits": "list[RowEdit]",
        "why": NotRequired["str | None"],
    },
)


Effect = TypedDict(
    "Effect",
    {
        "adjusted": NotRequired["list[Adjusted]"],
        "cards": "int",
        "cost_rupiah": "int",
        "distance_m": "int",
        "gap_percent": NotRequired["float | None"],
        "ikd": "int",
        "legal": "bool",
        "recording": "int",
        "team_days": "int",
        "value": "float",
        "villages_served": "int",
        "violations": "list[ViolationTold]",
        "visits": "list[VisitTold]",
    },
)


Effort = TypedDict(
    "Effort",
    {
        "seconds": NotRequired["float | None"],
        "seed": NotRequired["int"],
        "work": NotRequired["int"],
        "workers": NotRequired["int"],
    },
)


EffortAsked = TypedDict(
    "EffortAsked",
    {
        "gap_percent": NotRequired["float"],
        "seed": NotRequired["int"],
        "work": NotRequired["list[int]"],
    },
)


EquipmentChanged = TypedDict(
    "EquipmentChanged",
    {
        "equipment": "EquipmentKind",
        "first": NotRequired["str | None"],
        "kind": "Literal['equipment']",
        "last": NotRequired["str | None"],
        "pieces": "int",
    },
)


EquipmentKind: TypeAlias = "Literal['satellite_kit', 'recording_set', 'printer', 'genset', 'vehicle']"


Evidence: TypeAlias = "Literal['impossible', 'proven', 'compared', 'undecided']"


ExplainWish = TypedDict(
    "ExplainWish",
    {
        "priority": NotRequired["int"],
        "sites": NotRequired["list[str] | None"],
    },
)


FailingVisit = TypedDict(
    "FailingVisit",
    {
        "day": "str",
        "name": "str",
        "percent": "float",
        "site": "str",
    },
)


FaultTold = TypedDict(
    "FaultTold",
    {
        "code": "str",
        "column": NotRequired["str | None"],
        "expected": "Sentence",
        "found": "str",
        "row": NotRequired["int | None"],
        "sheet": NotRequired["str | None"],
        "where": "str",
    },
)


FieldDays = TypedDict(
    "FieldDays",
    {
        "kind": "Literal['field_days']",
        "per_month": "int",
        "per_week": "int",
        "staff_per_month": NotRequired["int | None"],
        "staff_per_week": NotRequired["int | None"],
    },
)


FileTold = TypedDict(
    "FileTold",
    {
        "about": "Sentence",
        "kind": "str",
        "media_type": "str",
        "name": "str",
        "path": "str",
        "team": NotRequired["str | None"],
        "trip": NotRequired["str | None"],
    },
)


FilesTold = TypedDict(
    "FilesTold",
    {
        "items": "list[FileTold]",
        "revision": "int",
    },
)


FitPlace = TypedDict(
    "FitPlace",
    {
        "day": NotRequired["str | None"],
        "op": "Literal['fit']",
        "site": "str",
        "team": NotRequired["str | None"],
    },
)


GivesWay = TypedDict(
    "GivesWay",
    {
        "fewer": "int",
        "left": "int",
        "name": "str",
        "site": "str",
    },
)


GridAsked = TypedDict(
    "GridAsked",
    {
        "axes": "list[AxisAsked]",
        "changes": NotRequired["list[dict[str, Any]]"],
        "name": "str",
    },
)


Health = TypedDict(
    "Health",
    {
        "status": NotRequired["Literal['ok']"],
    },
)


HistoryTold = TypedDict(
    "HistoryTold",
    {
        "redo": NotRequired["StepTold | None"],
        "revision": "int",
        "undo": NotRequired["StepTold | None"],
    },
)


HolidayTold = TypedDict(
    "HolidayTold",
    {
        "day": "str",
        "estimated": "bool",
        "joint_leave": "bool",
        "name": "str",
    },
)


HoursTold = TypedDict(
    "HoursTold",
    {
        "break_earliest": "str",
        "break_latest": "str",
        "break_minutes": "int",
        "kind": "str",
        "service_limit_minutes": "int",
        "shift_end": "str",
        "shift_start": "str",
    },
)


HubLimits = TypedDict(
    "HubLimits",
    {
        "distance_m": NotRequired["int | None"],
        "join_unrecorded": NotRequired["int | None"],
        "kind": "Literal['hub_limits']",
        "villages": NotRequired["int | None"],
    },
)


IkdDuty = TypedDict(
    "IkdDuty",
    {
        "kind": "Literal['ikd_duty']",
        "on": NotRequired["bool"],
    },
)


IkdOnlyVisits = TypedDict(
    "IkdOnlyVisits",
    {
        "kind": "Literal['ikd_only']",
        "on": NotRequired["bool"],
    },
)


InvitePeople = TypedDict(
    "InvitePeople",
    {
        "day": "str",
        "invited": "int",
        "op": "Literal['invite']",
        "origin": "str",
        "site": "str",
    },
)


Job = TypedDict(
    "Job",
    {
        "attempt": "int",
        "attempts_max": "int",
        "created_at": "str",
        "created_by": "str",
        "error": NotRequired["JobError | None"],
        "finished_at": NotRequired["str | None"],
        "id": "str",
        "kind": "str",
        "plan_id": NotRequired["str | None"],
        "position": NotRequired["int | None"],
        "priority": "int",
        "progress": NotRequired["ProgressTold | None"],
        "retry_of": NotRequired["str | None"],
        "started_at": NotRequired["str | None"],
        "state": "JobState",
        "study_id": NotRequired["str | None"],
    },
)


JobChange = TypedDict(
    "JobChange",
    {
        "priority": "int",
    },
)


JobError = TypedDict(
    "JobError",
    {
        "code": "str",
        "errors": "list[ProblemFault]",
        "sentence": "Sentence",
    },
)


JobState: TypeAlias = "Literal['waiting', 'running', 'stopping', 'done', 'failed', 'cancelled']"


Judged = TypedDict(
    "Judged",
    {
        "cost_rupiah": "int",
        "distance_m": "int",
        "legal": "bool",
        "people": "PeopleTold",
        "schools_served": "int",
        "summary_true": "bool",
        "team_days_used": "int",
        "value": "float",
        "villages_served": "int",
        "violations": "list[ViolationTold]",
    },
)


Key = TypedDict(
    "Key",
    {
        "created_at": "str",
        "created_by": "str",
        "expires_at": "str",
        "id": "str",
        "name": "str",
        "revoked": "bool",
        "scopes": "list[Permission]",
    },
)


KeyWish = TypedDict(
    "KeyWish",
    {
        "days": NotRequired["int"],
        "name": "str",
        "scopes": "list[Permission]",
    },
)


KitOut = TypedDict(
    "KitOut",
    {
        "count": "int",
        "team": "str",
    },
)


Layer: TypeAlias = "Literal['villages', 'sites', 'hubs', 'joins', 'routes', 'visits']"


LayerName: TypeAlias = "Literal['villages', 'subdistricts', 'coverage', 'roads']"


LayerTold = TypedDict(
    "LayerTold",
    {
        "bytes": "int",
        "file": "str",
        "layer": "Literal['villages', 'subdistricts', 'coverage', 'roads']",
        "sha256": "str",
        "since": "int",
        "source": "str",
    },
)


LeftOut = TypedDict(
    "LeftOut",
    {
        "changes": "list[Sentence]",
        "demand": "int",
        "evidence": "str",
        "gives_way": "list[str]",
        "invited": "int",
        "kind": "str",
        "lat": "float",
        "lon": "float",
        "name": "str",
        "reason": "str",
        "reason_title": "Sentence",
        "sentence": "Sentence",
        "site": "str",
        "subdistrict": "str",
        "value_lost": NotRequired["float | None"],
    },
)


Link = TypedDict(
    "Link",
    {
        "created_at": "str",
        "created_by": "str",
        "first": "str",
        "id": "str",
        "last": "str",
        "path": "str",
        "revoked": "bool",
        "token": "str",
    },
)


LinkWish = TypedDict(
    "LinkWish",
    {
        "first": "str",
        "last": "str",
    },
)


ListedHolidayTold = TypedDict(
    "ListedHolidayTold",
    {
        "items": "list[HolidayTold]",
    },
)


ListedParameterTold = TypedDict(
    "ListedParameterTold",
    {
        "items": "list[ParameterTold]",
    },
)


ListedRateTold = TypedDict(
    "ListedRateTold",
    {
        "items": "list[RateTold]",
    },
)


ListedReasonTold = TypedDict(
    "ListedReasonTold",
    {
        "items": "list[ReasonTold]",
    },
)


ListedRuleTold = TypedDict(
    "ListedRuleTold",
    {
        "items": "list[RuleTold]",
    },
)


ListedSheetTold = TypedDict(
    "ListedSheetTold",
    {
        "items": "list[SheetTold]",
    },
)


ListedStr = TypedDict(
    "ListedStr",
    {
        "items": "list[str]",
    },
)


LockVisit = TypedDict(
    "LockVisit",
    {
        "day": "str",
        "op": "Literal['lock']",
        "position": NotRequired["bool"],
        "site": "str",
        "start": NotRequired["bool"],
        "team": NotRequired["bool"],
    },
)


MoneyLedger = TypedDict(
    "MoneyLedger",
    {
        "budget_rupiah": "int | None",
        "days": "list[DayMoney]",
        "items": "list[MoneyLine]",
        "left_rupiah": "int | None",
        "rupiah_per_ikd": "int | None",
        "rupiah_per_recording": "int | None",
        "teams": "list[TeamMoney]",
        "total_rupiah": "int",
    },
)


MoneyLine = TypedDict(
    "MoneyLine",
    {
        "amount_rupiah": "int",
        "item": "str",
        "price_rupiah": "int",
        "quantity": "int",
        "unit": "str",
    },
)


MonthTold = TypedDict(
    "MonthTold",
    {
        "cards": "CardSum",
        "cost_rupiah": "int",
        "first": "str",
        "ikd": "ShareTold",
        "last": "str",
        "people": "PeopleSum",
        "publication_number": "int",
        "recording": "ShareTold",
        "schools_served": "int",
        "villages_served": "int",
        "visits": "int",
    },
)


MoveVisit = TypedDict(
    "MoveVisit",
    {
        "day": "str",
        "op": "Literal['move']",
        "site": "str",
        "to_day": "str",
        "to_team": "str",
    },
)


MovesTold = TypedDict(
    "MovesTold",
    {
        "coming": "int",
        "forced": "int",
        "limit": "int",
        "moved": "int",
        "people_lost_by_keeping": NotRequired["int | None"],
        "value_lost_by_keeping": NotRequired["float | None"],
    },
)


NewDataset = TypedDict(
    "NewDataset",
    {
        "embedded": NotRequired["str | None"],
        "name": "str",
    },
)


NewKey = TypedDict(
    "NewKey",
    {
        "created_at": "str",
        "created_by": "str",
        "expires_at": "str",
        "id": "str",
        "key": "str",
        "name": "str",
        "revoked": "bool",
        "scopes": "list[Permission]",
    },
)


NewRequest = TypedDict(
    "NewRequest",
    {
        "agreed": NotRequired["bool"],
        "days": NotRequired["list[str]"],
        "id": "str",
        "ikd": NotRequired["int"],
        "kind": "Literal['new_request']",
        "name": "str",
        "recording": NotRequired["int"],
        "site_kind": NotRequired["SiteKind"],
        "village": "str",
    },
)


Office = TypedDict(
    "Office",
    {
        "code": "str",
        "created_at": "str",
        "id": "str",
        "kind": "Literal['regency', 'province']",
        "name": "str",
        "revision": "int",
        "time_zone": "Literal['WIB', 'WITA', 'WIT']",
    },
)


OfficeChange = TypedDict(
    "OfficeChange",
    {
        "name": NotRequired["str | None"],
        "time_zone": NotRequired["Literal['WIB', 'WITA', 'WIT'] | None"],
    },
)


OfficeTotals = TypedDict(
    "OfficeTotals",
    {
        "code": "str",
        "month": NotRequired["MonthTold | None"],
        "name": "str",
    },
)


OriginCompared = TypedDict(
    "OriginCompared",
    {
        "announced": "bool",
        "name": "str",
        "sentence": "Sentence",
        "site": "str",
    },
)


OriginTold = TypedDict(
    "OriginTold",
    {
        "cards": "int",
        "distance_m": NotRequired["int | None"],
        "ikd": "int",
        "invited": "int",
        "invited_ikd": "int",
        "name": "str",
        "recorded": "int",
        "site": "str",
    },
)


OtherDays = TypedDict(
    "OtherDays",
    {
        "agreed": NotRequired["bool"],
        "days": "list[str]",
        "kind": "Literal['other_days']",
        "site": "str",
    },
)


PageAccount = TypedDict(
    "PageAccount",
    {
        "items": "list[Account]",
        "next": NotRequired["str | None"],
    },
)


PageAuditLine = TypedDict(
    "PageAuditLine",
    {
        "items": "list[AuditLine]",
        "next": NotRequired["str | None"],
    },
)


PageCostTold = TypedDict(
    "PageCostTold",
    {
        "items": "list[CostTold]",
        "next": NotRequired["str | None"],
    },
)


PageDataset = TypedDict(
    "PageDataset",
    {
        "items": "list[Dataset]",
        "next": NotRequired["str | None"],
    },
)


PageFaultTold = TypedDict(
    "PageFaultTold",
    {
        "items": "list[FaultTold]",
        "next": NotRequired["str | None"],
    },
)


PageJob = TypedDict(
    "PageJob",
    {
        "items": "list[Job]",
        "next": NotRequired["str | None"],
    },
)


PageKey = TypedDict(
    "PageKey",
    {
        "items": "list[Key]",
        "next": NotRequired["str | None"],
    },
)


PageLeftOut = TypedDict(
    "PageLeftOut",
    {
        "items": "list[LeftOut]",
        "next": NotRequired["str | None"],
    },
)


PageLink = TypedDict(
    "PageLink",
    {
        "items": "list[Link]",
        "next": NotRequired["str | None"],
    },
)


PagePlanHead = TypedDict(
    "PagePlanHead",
    {
        "items": "list[PlanHead]",
        "next": NotRequired["str | None"],
    },
)


PagePublication = TypedDict(
    "PagePublication",
    {
        "items": "list[Publication]",
        "next": NotRequired["str | None"],
    },
)


PagePublishedVisit = TypedDict(
    "PagePublishedVisit",
    {
        "items": "list[PublishedVisit]",
        "next": NotRequired["str | None"],
    },
)


PageRevision = TypedDict(
    "PageRevision",
    {
        "items": "list[Revision]",
        "next": NotRequired["str | None"],
    },
)


PageRowDifference = TypedDict(
    "PageRowDifference",
    {
        "items": "list[RowDifference]",
        "next": NotRequired["str | None"],
    },
)


PageScenario = TypedDict(
    "PageScenario",
    {
        "items": "list[Scenario]",
        "next": NotRequired["str | None"],
    },
)


PageStockTold = TypedDict(
    "PageStockTold",
    {
        "items": "list[StockTold]",
        "next": NotRequired["str | None"],
    },
)


PageStudyHead = TypedDict(
    "PageStudyHead",
    {
        "items": "list[StudyHead]",
        "next": NotRequired["str | None"],
    },
)


PageVersionHead = TypedDict(
    "PageVersionHead",
    {
        "items": "list[VersionHead]",
        "next": NotRequired["str | None"],
    },
)


PageVisitTold = TypedDict(
    "PageVisitTold",
    {
        "items": "list[VisitTold]",
        "next": NotRequired["str | None"],
    },
)


ParameterTold = TypedDict(
    "ParameterTold",
    {
        "about": "Sentence",
        "default": "Sentence",
        "least": NotRequired["Sentence | None"],
        "most": NotRequired["Sentence | None"],
        "name": "Sentence",
        "path": "str",
        "unit": "Sentence",
        "words": "list[Sentence]",
    },
)


PasswordChange = TypedDict(
    "PasswordChange",
    {
        "new": "str",
        "old": "str",
    },
)


PeopleFound = TypedDict(
    "PeopleFound",
    {
        "kind": "Literal['people']",
        "print_ready": NotRequired["int"],
        "recording": NotRequired["int"],
        "site": "str",
    },
)


PeopleSum = TypedDict(
    "PeopleSum",
    {
        "cards": "int",
        "ikd": "int",
        "recording": "int",
    },
)


PeopleTold = TypedDict(
    "PeopleTold",
    {
        "cards": "int",
        "ikd": "int",
        "persons": "int",
        "recording": "int",
    },
)


Permission: TypeAlias = "Literal['data:read', 'data:edit', 'stock:edit', 'plans:read', 'plans:make', 'plans:approve', 'published:read', 'visits:report', 'visits:confirm', 'audit:read', 'accounts:manage', 'province:read', 'system:read']"


PlaceCompared = TypedDict(
    "PlaceCompared",
    {
        "change": "int",
        "kind": "str",
        "lat": "float",
        "lon": "float",
        "name": "str",
        "recording_after": "int",
        "recording_before": "int",
        "site": "str",
        "subdistrict": "str",
    },
)


PlaceDifference = TypedDict(
    "PlaceDifference",
    {
        "after": "float",
        "before": "float",
        "difference": "float",
        "kind": "str",
        "lat": "float",
        "lon": "float",
        "name": "str",
        "site": "str",
        "subdistrict": "str",
    },
)


PlanChange = TypedDict(
    "PlanChange",
    {
        "name": "str",
    },
)


PlanHead = TypedDict(
    "PlanHead",
    {
        "archived": "bool",
        "as_of": "str",
        "changed_at": "str",
        "created_at": "str",
        "created_by": "str",
        "dataset_id": NotRequired["str | None"],
        "dataset_version": NotRequired["int | None"],
        "first": "str",
        "id": "str",
        "job_id": NotRequired["str | None"],
        "last": "str",
        "name": "str",
        "origin": "str",
        "problem_hash": "str",
        "revision": "int",
        "summary": "SummaryTold",
    },
)


PlanOrder = TypedDict(
    "PlanOrder",
    {
        "as_of": NotRequired["str | None"],
        "dataset_id": "str",
        "first": "str",
        "last": "str",
        "name": NotRequired["str | None"],
        "options": NotRequired["Effort"],
        "policy": NotRequired["dict[str, str]"],
        "priority": NotRequired["int"],
        "start_plan": NotRequired["str | None"],
        "version": NotRequired["int | None"],
    },
)


PlanWhole = TypedDict(
    "PlanWhole",
    {
        "archived": "bool",
        "as_of": "str",
        "changed_at": "str",
        "created_at": "str",
        "created_by": "str",
        "dataset_id": NotRequired["str | None"],
        "dataset_version": NotRequired["int | None"],
        "first": "str",
        "id": "str",
        "job_id": NotRequired["str | None"],
        "last": "str",
        "moves": NotRequired["MovesTold | None"],
        "name": "str",
        "origin": "str",
        "pins": "int",
        "problem_hash": "str",
        "revision": "int",
        "summary": "SummaryTold",
        "teams": "list[str]",
        "warnings": "list[Warned]",
    },
)


PolicyChanged = TypedDict(
    "PolicyChanged",
    {
        "field": "str",
        "kind": "Literal['policy']",
        "value": "int | float | bool | str",
    },
)


ProbeTold = TypedDict(
    "ProbeTold",
    {
        "at_most": "float | None",
        "cost_rupiah": "int",
        "money_rupiah": "int",
        "reached": "float",
    },
)


ProblemBody = TypedDict(
    "ProblemBody",
    {
        "code": "str",
        "errors": NotRequired["list[ProblemFault]"],
        "facts": NotRequired["dict[str, Any]"],
        "instance": "str",
        "request_id": "str",
        "sentence": "Sentence",
        "status": "int",
        "title": "str",
        "type": "str",
    },
)


ProblemFault = TypedDict(
    "ProblemFault",
    {
        "code": "str",
        "column": NotRequired["str | None"],
        "expected": "Sentence",
        "found": "str",
        "parameter": NotRequired["str | None"],
        "pointer": NotRequired["str | None"],
        "row": NotRequired["int | None"],
        "sheet": NotRequired["str | None"],
        "where": "str",
    },
)


ProgressPoint = TypedDict(
    "ProgressPoint",
    {
        "bound": NotRequired["float | None"],
        "done_permille": "int",
        "gap_percent": NotRequired["float | None"],
        "seconds": "float",
        "stage": "str",
        "value": NotRequired["float | None"],
    },
)


ProgressSeries = TypedDict(
    "ProgressSeries",
    {
        "first_value_seconds": NotRequired["float | None"],
        "job": "Job",
        "points": "list[ProgressPoint]",
    },
)


ProgressTold = TypedDict(
    "ProgressTold",
    {
        "best": NotRequired["int | None"],
        "bound": NotRequired["float | None"],
        "done": NotRequired["int | None"],
        "done_permille": "int",
        "gap_percent": NotRequired["float | None"],
        "seconds_left": NotRequired["float | None"],
        "stage": "str",
        "total": NotRequired["int | None"],
        "value": NotRequired["float | None"],
    },
)


ProvinceTotals = TypedDict(
    "ProvinceTotals",
    {
        "cards_field": "int",
        "code": "str",
        "cost_rupiah": "int",
        "first": "str",
        "last": "str",
        "name": "str",
        "offices": "list[OfficeTotals]",
        "people": "PeopleSum",
        "published": "int",
        "visits": "int",
    },
)


PublicPlace = TypedDict(
    "PublicPlace",
    {
        "distance_km": NotRequired["float | None"],
        "name": "str",
    },
)


PublicSchedule = TypedDict(
    "PublicSchedule",
    {
        "first": "str",
        "last": "str",
        "numbers": "list[int]",
        "office": "str",
        "time_zone": "str",
        "visits": "list[PublicVisit]",
    },
)


PublicVisit = TypedDict(
    "PublicVisit",
    {
        "day": "str",
        "end": "str | None",
        "invited": NotRequired["int | None"],
        "joins": "list[PublicPlace]",
        "lat": "float",
        "lon": "float",
        "place": "str",
        "service": "str",
        "start": "str | None",
        "status": "Literal['planned', 'under_way', 'held']",
        "subdistrict": "str",
    },
)


Publication = TypedDict(
    "Publication",
    {
        "decided_at": NotRequired["str | None"],
        "decided_by": NotRequired["str | None"],
        "first": "str",
        "id": "str",
        "last": "str",
        "number": NotRequired["int | None"],
        "plan_id": "str",
        "plan_revision": "int",
        "requested_at": "str",
        "requested_by": "str",
        "revision": "int",
        "state": "PublicationState",
        "summary": "SummaryTold",
        "why": NotRequired["str | None"],
    },
)


PublicationState: TypeAlias = "Literal['requested', 'published', 'rejected', 'superseded']"


PublicationWish = TypedDict(
    "PublicationWish",
    {
        "plan_id": "str",
        "revision": "int",
        "why": NotRequired["str | None"],
    },
)


PublishedVisit = TypedDict(
    "PublishedVisit",
    {
        "arrive": "str",
        "cards": "int",
        "changed_at": NotRequired["str | None"],
        "changed_by": NotRequired["str | None"],
        "counts": NotRequired["Counts | None"],
        "day": "str",
        "depart": "str",
        "done": NotRequired["bool"],
        "end": "str",
        "id": "str",
        "ikd": "int",
        "invited": "int",
        "is_hub": "bool",
        "kind": "str",
        "lat": "float",
        "lon": "float",
        "name": "str",
        "people": "list[OriginTold]",
        "pinned": "bool",
        "recorded": "int",
        "revision": "int",
        "satellite_kit": "bool",
        "service": "str",
        "site": "str",
        "staff": "list[str]",
        "start": "str",
        "state": "VisitState",
        "stop": "int",
        "subdistrict": "str",
        "team": "str",
        "trip": "str",
    },
)


RangeTold = TypedDict(
    "RangeTold",
    {
        "high": "float",
        "low": "float",
        "median": "float",
        "planned": "float",
    },
)


RateChanged = TypedDict(
    "RateChanged",
    {
        "amount": "int",
        "kind": "Literal['rate']",
        "rate": "str",
    },
)


RateTold = TypedDict(
    "RateTold",
    {
        "about": "Sentence",
        "code": "Sentence",
        "default_rupiah": "int",
        "path": "str",
    },
)


Reason: TypeAlias = "Literal['NO_DEMAND', 'DATA_NOT_READY', 'NOTICE_TOO_SHORT', 'VISITED_RECENTLY', 'NO_HUB_IN_REACH', 'NO_SIGNAL_NO_KIT', 'NO_OPEN_DAY', 'SKILL_MISSING', 'TRIP_TOO_LONG', 'UNREACHABLE', 'CREW_EXHAUSTED', 'TEAM_DAYS_EXHAUSTED', 'EQUIPMENT_EXHAUSTED', 'STOCK_EXHAUSTED', 'BUDGET_EXHAUSTED', 'HUB_FULL', 'BLOCKED_BY_PIN', 'OUTRANKED', 'EXCLUDED_BY_USER']"


ReasonTold = TypedDict(
    "ReasonTold",
    {
        "code": "str",
        "title": "Sentence",
    },
)


RemoveVisit = TypedDict(
    "RemoveVisit",
    {
        "day": "str",
        "op": "Literal['remove']",
        "site": "str",
    },
)


RepairPlan = TypedDict(
    "RepairPlan",
    {
        "op": "Literal['repair']",
    },
)


ReplanWish = TypedDict(
    "ReplanWish",
    {
        "as_of": NotRequired["str | None"],
        "cancelled": NotRequired["list[str]"],
        "changes": NotRequired["list[RoadCut | WayClosed | SignalChanged | OtherDays | PeopleFound | NewRequest | ShowUp | StaffAway | StaffAdded | TeamOut | TeamsAdded | TeamRemoved | FieldDays | DeliveryChanged | DeliveryAdded | StockCounted | EquipmentChanged | BudgetChanged | RateChanged | PolicyChanged | HubLimits | IkdDuty | IkdOnlyVisits | SaturdaysWorked | DayOff]"],
        "hold": NotRequired["list[str]"],
        "hold_permille": NotRequired["int | None"],
        "name": NotRequired["str | None"],
        "options": NotRequired["Effort"],
        "priority": NotRequired["int"],
        "why": NotRequired["str | None"],
    },
)


Restore = TypedDict(
    "Restore",
    {
        "version": "int",
        "why": NotRequired["str | None"],
    },
)


RestoreWish = TypedDict(
    "RestoreWish",
    {
        "revision": "int",
    },
)


Revision = TypedDict(
    "Revision",
    {
        "at": "str",
        "change": "list[dict[str, str | int | bool | list[str] | None]]",
        "changed_by": "str",
        "revision": "int",
        "sentences": "list[Sentence]",
        "why": NotRequired["str | None"],
    },
)


RiskTold = TypedDict(
    "RiskTold",
    {
        "cards": "RangeTold",
        "failing": "list[FailingVisit]",
        "ikd": "RangeTold",
        "recording": "RangeTold",
        "runs": "int",
        "scenario": "str",
        "seed": "int",
        "shortfall": "float",
        "stock_out_day": "str | None",
        "stock_out_percent": "float",
        "told": "list[Sentence]",
    },
)


RoadCut = TypedDict(
    "RoadCut",
    {
        "first": "str",
        "kind": "Literal['road_cut']",
        "last": "str",
        "sites": "list[str]",
    },
)


Role: TypeAlias = "Literal['admin', 'head', 'planner', 'secretariat', 'data_admin', 'stock_keeper', 'team_lead', 'contact', 'viewer', 'province_viewer']"


RollingAsked = TypedDict(
    "RollingAsked",
    {
        "inflow_per_month": NotRequired["int | None"],
        "show_up_by_round": NotRequired["list[int]"],
    },
)


RowDifference = TypedDict(
    "RowDifference",
    {
        "cells": "list[CellDifference]",
        "key": "str",
        "kind": "str",
        "row_after": NotRequired["int | None"],
        "row_before": NotRequired["int | None"],
        "sheet": "str",
    },
)


RowEdit = TypedDict(
    "RowEdit",
    {
        "cells": NotRequired["dict[str, str | None] | None"],
        "op": "Literal['set', 'add', 'remove']",
        "row": NotRequired["int | None"],
        "sheet": "str",
    },
)


RowTold = TypedDict(
    "RowTold",
    {
        "cells": "dict[str, str]",
        "faults": "list[FaultTold]",
        "row": "int",
    },
)


RuleTold = TypedDict(
    "RuleTold",
    {
        "id": "str",
        "kept_at": "list[str]",
        "title": "Sentence",
    },
)


RunOrder = TypedDict(
    "RunOrder",
    {
        "priority": NotRequired["int"],
    },
)


SaturdaysWorked = TypedDict(
    "SaturdaysWorked",
    {
        "kind": "Literal['saturdays']",
    },
)


Scenario = TypedDict(
    "Scenario",
    {
        "changed_at": "str",
        "changes": "list[dict[str, Any]]",
        "created_at": "str",
        "created_by": "str",
        "id": "str",
        "name": "str",
        "revision": "int",
        "title": "str",
    },
)


ScenarioAsked = TypedDict(
    "ScenarioAsked",
    {
        "changes": NotRequired["list[dict[str, Any]]"],
        "name": "str",
        "title": NotRequired["str"],
    },
)


ScenarioTold = TypedDict(
    "ScenarioTold",
    {
        "changes": "list[Sentence]",
        "name": "str",
        "title": "str",
    },
)


SeekAsked = TypedDict(
    "SeekAsked",
    {
        "at_least": NotRequired["int | None"],
        "changes": NotRequired["list[dict[str, Any]]"],
        "measure": "Literal['recording', 'cards', 'ikd']",
        "money_max": "int",
        "name": "str",
        "percent": NotRequired["float | None"],
        "step": NotRequired["int | None"],
    },
)


SeekTold = TypedDict(
    "SeekTold",
    {
        "at_most": "float | None",
        "binds": "list[Sentence]",
        "is_percent": "bool",
        "measure": "str",
        "money_rupiah": "int | None",
        "name": "str",
        "nearest": "float",
        "needed": "float",
        "outcome": "str",
        "probes": "list[ProbeTold]",
        "proven_above_rupiah": "int | None",
        "target": "float",
    },
)


Sentence = TypedDict(
    "Sentence",
    {
        "en": "str",
        "id": "str",
    },
)


Setup = TypedDict(
    "Setup",
    {
        "login": "str",
        "office_code": "str",
        "office_name": "str",
        "password": "str",
        "time_zone": NotRequired["Literal['WIB', 'WITA', 'WIT']"],
        "token": "str",
    },
)


SetupNeeded = TypedDict(
    "SetupNeeded",
    {
        "needed": "bool",
    },
)


Shape: TypeAlias = "Literal['point', 'land']"


ShareTold = TypedDict(
    "ShareTold",
    {
        "added": "int",
        "after_percent": "float | None",
        "before": "int",
        "before_percent": "float | None",
        "of": "int",
    },
)


SheetCount = TypedDict(
    "SheetCount",
    {
        "rows": "int",
        "sheet": "str",
    },
)


SheetPage = TypedDict(
    "SheetPage",
    {
        "columns": "list[str]",
        "items": "list[RowTold]",
        "next": NotRequired["str | None"],
        "sheet": "str",
    },
)


SheetTold = TypedDict(
    "SheetTold",
    {
        "about": "Sentence",
        "columns": "list[ColumnTold]",
        "needed": "bool",
        "sheet": "str",
        "title": "Sentence",
    },
)


ShortDay = TypedDict(
    "ShortDay",
    {
        "cards": "int",
        "day": "str",
    },
)


ShowUp = TypedDict(
    "ShowUp",
    {
        "kind": "Literal['show_up']",
        "ppm": "int",
        "site": NotRequired["str | None"],
        "site_kind": NotRequired["SiteKind | None"],
    },
)


SignIn = TypedDict(
    "SignIn",
    {
        "login": "str",
        "password": "str",
    },
)


SignalChanged = TypedDict(
    "SignalChanged",
    {
        "connectivity": NotRequired["Connectivity"],
        "kind": "Literal['signal']",
        "site": "str",
    },
)


SiteKind: TypeAlias = "Literal['village', 'school', 'office', 'market', 'mall', 'event', 'hall', 'home_visits']"


Situation = TypedDict(
    "Situation",
    {
        "change": "RoadCut | WayClosed | SignalChanged | OtherDays | PeopleFound | NewRequest | ShowUp | StaffAway | StaffAdded | TeamOut | TeamsAdded | TeamRemoved | FieldDays | DeliveryChanged | DeliveryAdded | StockCounted | EquipmentChanged | BudgetChanged | RateChanged | PolicyChanged | HubLimits | IkdDuty | IkdOnlyVisits | SaturdaysWorked | DayOff",
        "op": "Literal['situation']",
    },
)


Skill: TypeAlias = "Literal['record', 'print', 'ikd', 'drive']"


SlotTold = TypedDict(
    "SlotTold",
    {
        "cost_rupiah": "int",
        "day": "str",
        "end": "str",
        "gives_way": "list[GivesWay]",
        "invited": "int",
        "recording": "int",
        "site": "str",
        "site_name": "str",
        "start": "str",
        "team": "str",
        "value": "float",
    },
)


SlotsTold = TypedDict(
    "SlotsTold",
    {
        "name": "str",
        "reason": NotRequired["Reason | None"],
        "sentence": "Sentence",
        "site": "str",
        "slots": "list[SlotTold]",
    },
)


StaffAdded = TypedDict(
    "StaffAdded",
    {
        "count": NotRequired["int"],
        "kind": "Literal['staff_added']",
        "skills": "list[Skill]",
        "team": NotRequired["str | None"],
    },
)


StaffAway = TypedDict(
    "StaffAway",
    {
        "first": "str",
        "kind": "Literal['staff_away']",
        "last": "str",
        "member": "str",
    },
)


StaffCompared = TypedDict(
    "StaffCompared",
    {
        "lost": "list[str]",
        "member": "str",
        "new": "list[str]",
    },
)


StateWish = TypedDict(
    "StateWish",
    {
        "counts": NotRequired["Counts | None"],
        "state": "VisitState",
        "why": NotRequired["str | None"],
    },
)


StepTold = TypedDict(
    "StepTold",
    {
        "at": "str",
        "changed_by": "str",
        "mine": "bool",
        "revision": "int",
        "sentences": "list[Sentence]",
    },
)


StockCounted = TypedDict(
    "StockCounted",
    {
        "difference": "int",
        "kind": "Literal['stock']",
    },
)


StockLedger = TypedDict(
    "StockLedger",
    {
        "counter_per_day": "int",
        "counts_from_percent": "float",
        "days": "list[StockSeries]",
        "deliveries": "list[DeliveryTold]",
        "first_amber": NotRequired["ShortDay | None"],
        "first_red": NotRequired["ShortDay | None"],
        "reserve": "int",
        "unit": NotRequired["str"],
    },
)


StockSeries = TypedDict(
    "StockSeries",
    {
        "closing": "float",
        "counter": "float",
        "day": "str",
        "field": "float",
        "field_allowed": "float",
        "field_used": "float",
        "opening": "float",
        "received": "float",
        "waste": "float",
        "without_field": "float",
    },
)


StockTold = TypedDict(
    "StockTold",
    {
        "allowed": "float",
        "closing": "float",
        "counter": "float",
        "day": "str",
        "field": "float",
        "opening": "float",
        "received": "float",
        "waste": "float",
    },
)


StockWish = TypedDict(
    "StockWish",
    {
        "changes": "list[RoadCut | WayClosed | SignalChanged | OtherDays | PeopleFound | NewRequest | ShowUp | StaffAway | StaffAdded | TeamOut | TeamsAdded | TeamRemoved | FieldDays | DeliveryChanged | DeliveryAdded | StockCounted | EquipmentChanged | BudgetChanged | RateChanged | PolicyChanged | HubLimits | IkdDuty | IkdOnlyVisits | SaturdaysWorked | DayOff]",
    },
)


StudyAsked = TypedDict(
    "StudyAsked",
    {
        "as_of": NotRequired["str | None"],
        "changes": NotRequired["list[dict[str, Any]]"],
        "data_hash": NotRequired["str | None"],
        "dataset_id": "str",
        "effort": NotRequired["EffortAsked"],
        "grid": NotRequired["list[GridAsked]"],
        "month": "str",
        "months": NotRequired["int"],
        "name": "str",
        "rolling": NotRequired["RollingAsked"],
        "scenario": NotRequired["list[ScenarioAsked]"],
        "scenario_ids": NotRequired["list[str]"],
        "seek": NotRequired["list[SeekAsked]"],
        "swing": NotRequired["list[SwingAsked]"],
        "targets": NotRequired["TargetsAsked"],
        "version": NotRequired["int | None"],
    },
)


StudyHead = TypedDict(
    "StudyHead",
    {
        "answered": "bool",
        "archived": "bool",
        "changed_at": "str",
        "created_at": "str",
        "created_by": "str",
        "dataset_id": "str",
        "dataset_version": "int",
        "id": "str",
        "job": NotRequired["Job | None"],
        "month": "str",
        "months": "int",
        "name": "str",
        "revision": "int",
        "size": "StudySize",
    },
)


StudyOrder = TypedDict(
    "StudyOrder",
    {
        "agreed": NotRequired["bool"],
        "as_of": NotRequired["str | None"],
        "changes": NotRequired["list[dict[str, Any]]"],
        "data_hash": NotRequired["str | None"],
        "dataset_id": "str",
        "effort": NotRequired["EffortAsked"],
        "grid": NotRequired["list[GridAsked]"],
        "month": "str",
        "months": NotRequired["int"],
        "name": "str",
        "priority": NotRequired["int"],
        "rolling": NotRequired["RollingAsked"],
        "scenario": NotRequired["list[ScenarioAsked]"],
        "scenario_ids": NotRequired["list[str]"],
        "seek": NotRequired["list[SeekAsked]"],
        "swing": NotRequired["list[SwingAsked]"],
        "targets": NotRequired["TargetsAsked"],
        "version": NotRequired["int | None"],
    },
)


StudySize = TypedDict(
    "StudySize",
    {
        "months": "int",
        "must_agree": "bool",
        "runs": "int",
        "scenarios": "int",
        "seconds": "float",
        "told": "Sentence",
    },
)


StudyTable = TypedDict(
    "StudyTable",
    {
        "columns": "list[TableColumn]",
        "notes": "list[str]",
        "rows": "list[TableRow]",
    },
)


StudyWhole = TypedDict(
    "StudyWhole",
    {
        "answered": "bool",
        "archived": "bool",
        "asked": "StudyAsked",
        "changed_at": "str",
        "created_at": "str",
        "created_by": "str",
        "dataset_id": "str",
        "dataset_version": "int",
        "id": "str",
        "job": NotRequired["Job | None"],
        "month": "str",
        "months": "int",
        "name": "str",
        "revision": "int",
        "scenarios": "list[str]",
        "size": "StudySize",
    },
)


StudyWords = TypedDict(
    "StudyWords",
    {
        "problem_hash": "str",
        "scenarios": "list[ScenarioTold]",
        "size": "StudySize",
    },
)


SubdistrictCoverage = TypedDict(
    "SubdistrictCoverage",
    {
        "floor_missing": NotRequired["int | None"],
        "floor_percent": NotRequired["float | None"],
        "ikd": "CoverageTold",
        "recording": "CoverageTold",
        "subdistrict": "str",
        "villages": "int",
    },
)


SummaryTold = TypedDict(
    "SummaryTold",
    {
        "bound": NotRequired["float | None"],
        "cards_used": "int",
        "cost_rupiah": "int",
        "distance_km": "int",
        "gap_percent": NotRequired["float | None"],
        "left_out": "int",
        "people": "PeopleTold",
        "schools_served": "int",
        "seconds": "float",
        "stopped_by": "str",
        "team_days_available": "int",
        "team_days_used": "int",
        "value": "float",
        "villages_served": "int",
        "violations": NotRequired["int"],
        "visits": "int",
    },
)


SwayTold = TypedDict(
    "SwayTold",
    {
        "high": "float",
        "high_verdict": "Literal['more', 'less', 'same', 'undecided']",
        "low": "float",
        "low_verdict": "Literal['more', 'less', 'same', 'undecided']",
        "name": "str",
    },
)


SwingAsked = TypedDict(
    "SwingAsked",
    {
        "high": NotRequired["list[dict[str, Any]]"],
        "low": NotRequired["list[dict[str, Any]]"],
        "name": "str",
        "title": NotRequired["str"],
    },
)


TableCell = TypedDict(
    "TableCell",
    {
        "number": NotRequired["float | None"],
        "text": "str",
        "verdict": NotRequired["Literal['more', 'less', 'same', 'undecided'] | None"],
    },
)


TableColumn = TypedDict(
    "TableColumn",
    {
        "bound_from": "str",
        "changes": "list[Sentence]",
        "name": "str",
        "plan_from": "str",
        "title": "str",
    },
)


TableRow = TypedDict(
    "TableRow",
    {
        "cells": "list[TableCell]",
        "name": "Sentence",
    },
)


Target = TypedDict(
    "Target",
    {
        "id": NotRequired["str | None"],
        "part": NotRequired["str | None"],
        "resource": "str",
    },
)


TargetsAsked = TypedDict(
    "TargetsAsked",
    {
        "ikd_percent": NotRequired["float"],
        "recording_percent": NotRequired["float"],
    },
)


TeamMoney = TypedDict(
    "TeamMoney",
    {
        "amount_rupiah": "int",
        "team": "str",
        "trips": "int",
    },
)


TeamOut = TypedDict(
    "TeamOut",
    {
        "first": "str",
        "kind": "Literal['team_out']",
        "last": "str",
        "team": "str",
    },
)


TeamRemoved = TypedDict(
    "TeamRemoved",
    {
        "kind": "Literal['team_removed']",
        "team": "str",
    },
)


TeamTold = TypedDict(
    "TeamTold",
    {
        "base": "str",
        "colour": "str",
        "dashes": "str",
        "days_per_month": "int",
        "days_per_week": "int",
        "days_used": "int",
        "ink": "str",
        "letter": "str",
        "team": "str",
    },
)


TeamsAdded = TypedDict(
    "TeamsAdded",
    {
        "count": NotRequired["int"],
        "kind": "Literal['teams_added']",
        "like": "str",
    },
)


UnlockVisit = TypedDict(
    "UnlockVisit",
    {
        "day": "str",
        "op": "Literal['unlock']",
        "site": "str",
    },
)


Verdict: TypeAlias = "Literal['here', 'legal', 'costs', 'breaks']"


VersionHead = TypedDict(
    "VersionHead",
    {
        "created_at": "str",
        "created_by": "str",
        "faults": "int",
        "layers": "list[LayerTold]",
        "number": "int",
        "sheets": "list[SheetCount]",
        "source": "str",
        "why": NotRequired["str | None"],
    },
)


ViolationTold = TypedDict(
    "ViolationTold",
    {
        "allowed": "str",
        "amount": "int",
        "found": "str",
        "rule": "str",
        "sentence": "Sentence",
        "where": "str",
    },
)


VisitCompared = TypedDict(
    "VisitCompared",
    {
        "announced": "bool",
        "kind": "str",
        "name": "str",
        "sentence": "Sentence",
        "site": "str",
    },
)


VisitNamed = TypedDict(
    "VisitNamed",
    {
        "id": "str",
        "name": "str",
    },
)


VisitState: TypeAlias = "Literal['planned', 'announced', 'confirmed', 'held', 'reported']"


VisitTold = TypedDict(
    "VisitTold",
    {
        "arrive": "str",
        "cards": "int",
        "day": "str",
        "depart": "str",
        "done": NotRequired["bool"],
        "end": "str",
        "id": "str",
        "ikd": "int",
        "invited": "int",
        "is_hub": "bool",
        "kind": "str",
        "lat": "float",
        "lon": "float",
        "name": "str",
        "people": "list[OriginTold]",
        "pinned": "bool",
        "recorded": "int",
        "satellite_kit": "bool",
        "service": "str",
        "site": "str",
        "staff": "list[str]",
        "start": "str",
        "stop": "int",
        "subdistrict": "str",
        "team": "str",
        "trip": "str",
    },
)


Warned = TypedDict(
    "Warned",
    {
        "code": "str",
        "sentence": "Sentence",
    },
)


WayClosed = TypedDict(
    "WayClosed",
    {
        "end": "str",
        "kind": "Literal['way_closed']",
        "start": "str",
    },
)


Ways = TypedDict(
    "Ways",
    {
        "accounts": "bool",
        "password": "bool",
        "provider": "str | None",
    },
)


Who = TypedDict(
    "Who",
    {
        "kind": "str",
        "name": "str",
        "office_id": "str",
        "permissions": "list[Permission]",
        "roles": "list[Role]",
        "sites": "list[str]",
        "teams": "list[str]",
        "time_zone": "str",
    },
)


ApiDatasetsSchemasVersion = TypedDict(
    "ApiDatasetsSchemasVersion",
    {
        "created_at": "str",
        "created_by": "str",
        "faults": "int",
        "first_faults": "list[FaultTold]",
        "layers": "list[LayerTold]",
        "notes": "list[Sentence]",
        "number": "int",
        "sheets": "list[SheetCount]",
        "source": "str",
        "why": NotRequired["str | None"],
    },
)


ApiReferenceSchemasVersion = TypedDict(
    "ApiReferenceSchemasVersion",
    {
        "api": "str",
        "plan_schema": "str",
        "problem_schema": "str",
        "product": "str",
    },
)
