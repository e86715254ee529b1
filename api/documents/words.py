"""The words of the documents for what the core names by code: kinds, services, reasons, evidence."""

from api.language import Language, message
from planner.domain.plan import Evidence, Reason, Service, StoppedBy
from planner.domain.site import Connectivity, SiteKind
from planner.domain.team import EquipmentKind, Skill, VehicleClass

_KINDS = {
    SiteKind.VILLAGE: message("village"),
    SiteKind.SCHOOL: message("school"),
    SiteKind.OFFICE: message("office"),
    SiteKind.MARKET: message("market"),
    SiteKind.MALL: message("public service mall"),
    SiteKind.EVENT: message("event"),
    SiteKind.HALL: message("hall"),
    SiteKind.HOME_VISITS: message("home visits"),
}
_CONNECTIVITY = {
    Connectivity.GOOD: message("good signal"),
    Connectivity.WEAK: message("weak signal"),
    Connectivity.NONE: message("no signal"),
    Connectivity.UNKNOWN: message("signal not known"),
}
_SERVICES = {Service.RECORDING: message("recording"), Service.IKD_ONLY: message("IKD only")}
_VEHICLES = {
    VehicleClass.CAR: message("car"),
    VehicleClass.MOTORCYCLE: message("motorcycle"),
    VehicleClass.BOAT: message("boat"),
}
_EQUIPMENT = {
    EquipmentKind.SATELLITE_KIT: message("satellite kit"),
    EquipmentKind.RECORDING_SET: message("recording set"),
    EquipmentKind.PRINTER: message("card printer"),
    EquipmentKind.GENSET: message("generator"),
    EquipmentKind.VEHICLE: message("vehicle"),
}
_SKILLS = {
    Skill.RECORD: message("recording operator"),
    Skill.PRINT: message("printing operator"),
    Skill.IKD: message("IKD officer"),
    Skill.DRIVE: message("driver"),
}
_REASONS = {
    Reason.NO_DEMAND: message("nobody left to serve"),
    Reason.DATA_NOT_READY: message("data come too late"),
    Reason.NOTICE_TOO_SHORT: message("too little time for notice"),
    Reason.VISITED_RECENTLY: message("visited not long ago"),
    Reason.NO_HUB_IN_REACH: message("no hub in reach"),
    Reason.NO_SIGNAL_NO_KIT: message("no signal and no satellite kit"),
    Reason.NO_OPEN_DAY: message("no open day"),
    Reason.SKILL_MISSING: message("a skill is missing"),
    Reason.TRIP_TOO_LONG: message("too far for one day"),
    Reason.UNREACHABLE: message("no known way"),
    Reason.CREW_EXHAUSTED: message("staff used up"),
    Reason.TEAM_DAYS_EXHAUSTED: message("team-days used up"),
    Reason.EQUIPMENT_EXHAUSTED: message("equipment used up"),
    Reason.STOCK_EXHAUSTED: message("blank cards used up"),
    Reason.BUDGET_EXHAUSTED: message("budget used up"),
    Reason.HUB_FULL: message("hub full"),
    Reason.BLOCKED_BY_PIN: message("blocked by a lock"),
    Reason.OUTRANKED: message("others came first"),
    Reason.EXCLUDED_BY_USER: message("left out by the planner"),
}
_EVIDENCE = {
    Evidence.IMPOSSIBLE: message("impossible"),
    Evidence.PROVEN: message("proven"),
    Evidence.COMPARED: message("compared"),
    Evidence.UNDECIDED: message("not yet certain"),
}
_STOPPED = {
    StoppedBy.WORK: message("the agreed work was done"),
    StoppedBy.PROOF: message("nothing better exists, proven"),
    StoppedBy.CLOCK: message("the time was up"),
    StoppedBy.USER: message("stopped by the user"),
}
_COST_ITEMS = {
    "allowance_long": message("daily allowance, more than 8 hours"),
    "allowance_short": message("daily allowance, up to 8 hours"),
    "per_km": message("fuel and upkeep"),
    "genset": message("generator fuel"),
    "link": message("data link"),
    "papers": message("papers and supplies"),
    "lodging": message("lodging"),
    "hire": message("hire"),
    "overtime_per_hour": message("overtime"),
}
_UNITS = {
    "metre": message("km"),
    "trip": message("trip"),
    "day": message("day"),
    "person_day": message("person-day"),
    "person_night": message("person-night"),
    "person_hour": message("person-hour"),
}
ROAD_WORDS = {
    "motorway": message("toll road"),
    "trunk": message("national road"),
    "primary": message("provincial road"),
    "secondary": message("regency road"),
    "tertiary": message("subdistrict road"),
    "unclassified": message("village road"),
    "residential": message("residential street"),
    "service": message("access road"),
    "track": message("track"),
    "path": message("path"),
    "ferry": message("ferry"),
    "river": message("river or canal"),
}
"""Classes of road, by value."""


def kind_word(language: Language, kind: SiteKind) -> str:
    return language.say(_KINDS[kind])


def connectivity_word(language: Language, connectivity: Connectivity) -> str:
    return language.say(_CONNECTIVITY[connectivity])


def service_word(language: Language, service: Service) -> str:
    return language.say(_SERVICES[service])


def vehicle_word(language: Language, vehicle: VehicleClass) -> str:
    return language.say(_VEHICLES[vehicle])


def equipment_word(language: Language, kind: EquipmentKind) -> str:
    return language.say(_EQUIPMENT[kind])


def skill_word(language: Language, skill: Skill) -> str:
    return language.say(_SKILLS[skill])


def reason_word(language: Language, reason: Reason) -> str:
    return language.say(_REASONS[reason])


def evidence_word(language: Language, evidence: Evidence) -> str:
    return language.say(_EVIDENCE[evidence])


def stopped_word(language: Language, stopped_by: StoppedBy) -> str:
    return language.say(_STOPPED[stopped_by])


def cost_item_word(language: Language, item: str) -> str:
    return language.say(_COST_ITEMS[item])


def unit_word(language: Language, unit: str) -> str:
    """Unit of a money line as shown: metres are told in kilometres."""
    return language.say(_UNITS[unit])
