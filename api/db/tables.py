"""The tables of the store. Migrations make them; a test holds both equal.

A column ``office_id`` makes a table belong to one office: it is then reached through
:class:`api.db.scope.OfficeRows` alone. Tables that are needed before an office is known (sign-in, the queue
that workers of all offices draw from) name it in a column ``office`` instead, and hold nothing but what finding
it takes.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from api.db.types import Bytes, Instant, Json

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
ID = 40
NAME = 200
HASH = 64

metadata = MetaData(naming_convention=CONVENTION)


def _office() -> Column[str]:
    return Column("office_id", String(ID), ForeignKey("offices.id"), nullable=False)


def _told(name: str, length: int = NAME, **options: Any) -> Column[str]:
    return Column(name, String(length), nullable=False, **options)


def _moment(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, Instant, nullable=nullable)


def _count(name: str, start: int = 0) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=str(start))


offices = Table(
    "offices",
    metadata,
    Column("id", String(ID), primary_key=True),
    _told("code", 16, unique=True),
    _told("name"),
    _told("kind", 16),
    _told("time_zone", 8),
    _moment("created_at"),
    _count("revision", 1),
)

# --- who comes in ----------------------------------------------------------------------------------------------

accounts = Table(
    "accounts",
    metadata,
    Column("id", String(ID), primary_key=True),
    _office(),
    _told("login", 64),
    _told("password_hash", 255),
    Column("roles", Json, nullable=False),
    Column("teams", Json, nullable=False),
    Column("sites", Json, nullable=False),
    _moment("created_at"),
    _moment("disabled_at", nullable=True),
    _count("revision", 1),
    Index(None, "office_id", "id"),
)

logins = Table(
    "logins",
    metadata,
    Column("login", String(64), primary_key=True),
    _told("account_id", ID),
    Column("office", String(ID), ForeignKey("offices.id"), nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(HASH), primary_key=True),
    _told("account_id", ID),
    Column("office", String(ID), ForeignKey("offices.id"), nullable=False),
    _moment("created_at"),
    _moment("seen_at"),
    _moment("expires_at"),
    Index(None, "account_id"),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String(ID), primary_key=True),
    _office(),
    _told("name"),
    Column("scopes", Json, nullable=False),
    _told("created_by"),
    _moment("created_at"),
    _moment("expires_at"),
    _moment("revoked_at", nullable=True),
    Index(None, "office_id", "id"),
)

key_hashes = Table(
    "key_hashes",
    metadata,
    Column("key_hash", String(HASH), primary_key=True),
    _told("key_id", ID),
    Column("office", String(ID), ForeignKey("offices.id"), nullable=False),
)

setup_links = Table(
    "setup_links",
    metadata,
    Column("token_hash", String(HASH), primary_key=True),
    _moment("created_at"),
    _moment("expires_at"),
    _moment("used_at", nullable=True),
)

outside_ids = Table(
    "outside_ids",
    metadata,
    Column("issuer", String(NAME), primary_key=True),
    Column("subject", String(255), primary_key=True),
    _told("account_id", ID),
    Column("office", String(ID), ForeignKey("offices.id"), nullable=False),
    Index(None, "account_id"),
)

outside_sign_ins = Table(
    "outside_sign_ins",
    metadata,
    Column("state_hash", String(HASH), primary_key=True),
    _told("nonce", HASH),
    _told("verifier", 128),
    _moment("expires_at"),
)

# --- what every change leaves behind ---------------------------------------------------------------------------

idempotency = Table(
    "idempotency",
    metadata,
    Column("office_id", String(ID), ForeignKey("offices.id"), primary_key=True),
    Column("actor", String(ID), primary_key=True),
    Column("key", String(NAME), primary_key=True),
    _told("fingerprint", HASH),
    Column("status", Integer, nullable=False),
    Column("headers", Json, nullable=False),
    Column("body", Bytes, nullable=False),
    _moment("created_at"),
    Index(None, "created_at"),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("id", String(ID), primary_key=True),
    _office(),
    _moment("at"),
    _told("actor_kind", 16),
    _told("actor_id", ID),
    _told("actor", NAME),
    _told("action", 64),
    _told("subject", NAME),
    Column("why", Text),
    Column("detail", Json, nullable=False),
    _told("request_id", 64),
    Index(None, "office_id", "id"),
    Index(None, "office_id", "subject", "id"),
)

blobs = Table(
    "blobs",
    metadata,
    Column("office_id", String(ID), ForeignKey("offices.id"), primary_key=True),
    Column("sha256", String(HASH), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", Bytes, nullable=False),
)

# --- data ------------------------------------------------------------------------------------------------------

datasets = Table(
    "datasets",
    metadata,
    Column("id", String(ID), primary_key=True),
    _office(),
    _told("name"),
    _count("version"),
    _count("revision", 1),
    _moment("created_at"),
    _moment("changed_at"),
    _moment("archived_at", nullable=True),
    Index(None, "office_id", "id"),
)

dataset_versions = Table(
    "dataset_versions",
    metadata,
    Column("dataset_id", String(ID), ForeignKey("datasets.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    _office(),
    _moment("created_at"),
    _told("created_by"),
    _told("source"),
    Column("why", Text),
    Column("sheets", Json, nullable=False),
    _count("faults"),
    _told("report_sha256", HASH),
    Index(None, "office_id"),
)

# --- plans -----------------------------------------------------------------------------------------------------

plans = Table(
    "plans",
    metadata,
    Column("id", String(ID), primary_key=True),
    _office(),
    _told("name"),
    _told("origin", 16),
    Column("dataset_id", String(ID), ForeignKey("datasets.id")),
    Column("dataset_version", Integer),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("as_of", Date, nullable=False),
    _told("problem_sha256", HASH),
    _told("document_sha256", HASH),
    Column("summary", Json, nullable=False),
    Column("job_id", String(ID)),
    _count("revision", 1),
    _told("created_by"),
    _moment("created_at"),
    _moment("changed_at"),
    _moment("archived_at", nullable=True),
    Index(None, "office_id", "id"),
)

plan_revisions = Table(
    "plan_revisions",
    metadata,
    Column("plan_id", String(ID), ForeignKey("plans.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    _office(),
    _told("problem_sha256", HASH),
    _told("document_sha256", HASH),
    Column("change", Json, nullable=False),
    Column("why", Text),
    _told("changed_by"),
    _moment("at"),
    Index(None, "office_id"),
)

publications = Table(
    "publications",
    metadata,
    Column("id", String(ID), primary_key=True),
    _office(),
    Column("number", Integer),
    _told("plan_id", ID),
    Column("plan_revision", Integer, nullable=False),
    _told("problem_sha256", HASH),
    _told("document_sha256", HASH),
    _told("state", 16),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    _told("requested_by"),
    _told("requested_by_id", ID),
    _moment("requested_at"),
    Column("decided_by", String(NAME)),
    _moment("decided_at", nullable=True),
    Column("why", Text),
    _count("revision", 1),
    UniqueConstraint("office_id", "number"),
    ForeignKeyConstraint(["plan_id", "plan_revision"], ["plan_revisions.plan_id", "plan_revisions.revision"]),
    Index(None, "office_id", "id"),
)

visit_states = Table(
    "visit_states",
    metadata,
    Column("publication_id", String(ID), ForeignKey("publications.id"), primary_key=True),
    Column("visit_id", String(NAME), primary_key=True),
    _office(),
    _told("state", 16),
    _told("changed_by"),
    _moment("changed_at"),
    Column("counts", Json),
    _count("revision", 1),
    Index(None, "office_id"),
)

plan_explanations = Table(
    "plan_explanations",
    metadata,
    Column("office_id", String(ID), ForeignKey("offices.id"), primary_key=True),
    Column("document_sha256", String(HASH), primary_key=True),
    _told("explained_sha256", HASH),
    _moment("changed_at"),
)

public_links = Table(
    "public_links",
    metadata,
    Column("id", String(ID), primary_key=True),
    _office(),
    _told("token", 64),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    _told("created_by"),
    _moment("created_at"),
    _moment("revoked_at", nullable=True),
    Index(None, "office_id", "id"),
)

public_tokens = Table(
    "public_tokens",
    metadata,
    Column("token_hash", String(HASH), primary_key=True),
    Column("office", String(ID), ForeignKey("offices.id"), nullable=False),
    _told("link_id", ID),
)

# --- jobs ------------------------------------------------------------------------------------------------------

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(ID), primary_key=True),
    _office(),
    _told("kind", 32),
    _told("state", 16),
    _count("priority"),
    _count("attempt"),
    _count("attempts_max", 3),
    Column("input", Json, nullable=False),
    Column("progress", Json, nullable=False),
    Column("error", Json),
    Column("plan_id", String(ID)),
    Column("retry_of", String(ID)),
    _told("created_by"),
    _moment("created_at"),
    _moment("started_at", nullable=True),
    _moment("finished_at", nullable=True),
    Index(None, "office_id", "id"),
    Index(None, "office_id", "state"),
)

job_events = Table(
    "job_events",
    metadata,
    Column("job_id", String(ID), ForeignKey("jobs.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    _office(),
    _moment("at"),
    _told("kind", 16),
    Column("data", Json, nullable=False),
    Index(None, "office_id"),
)

job_bests = Table(
    "job_bests",
    metadata,
    Column("job_id", String(ID), ForeignKey("jobs.id"), primary_key=True),
    _office(),
    Column("number", Integer, nullable=False),
    Column("value", BigInteger, nullable=False),
    _moment("found_at"),
    Column("content", Bytes, nullable=False),
    Index(None, "office_id"),
)

job_queue = Table(
    "job_queue",
    metadata,
    Column("job_id", String(ID), ForeignKey("jobs.id"), primary_key=True),
    Column("office", String(ID), ForeignKey("offices.id"), nullable=False),
    _told("lane", 16, server_default="jobs"),
    _count("priority"),
    _count("attempt"),
    Column("worker", String(NAME)),
    _moment("heard_at", nullable=True),
    Column("stop", Boolean, nullable=False, server_default="0"),
    # Number of the job in Procrastinate's own table, which knows nothing of offices; none in the embedded store.
    Column("ticket", BigInteger),
    Index(None, "worker", "priority", "job_id"),
)

# --- questions before the budget request -----------------------------------------------------------------------

scenarios = Table(
    "scenarios",
    metadata,
    Column("id", String(ID), primary_key=True),
    _office(),
    _told("name", 40),
    _told("title"),
    Column("changes", Json, nullable=False),
    _count("revision", 1),
    _told("created_by"),
    _moment("created_at"),
    _moment("changed_at"),
    _moment("archived_at", nullable=True),
    Index(None, "office_id", "id"),
)

studies = Table(
    "studies",
    metadata,
    Column("id", String(ID), primary_key=True),
    _office(),
    _told("name"),
    _told("dataset_id", ID),
    Column("dataset_version", Integer, nullable=False),
    Column("asked", Json, nullable=False),
    Column("size", Json, nullable=False),
    _told("data_sha256", HASH),
    Column("job_id", String(ID)),
    # What it came to: the canonical answers, and the plans of its scenarios by file name.
    Column("result_sha256", String(HASH)),
    Column("seeks_sha256", String(HASH)),
    Column("files", Json, nullable=False),
    _count("revision", 1),
    _told("created_by"),
    _moment("created_at"),
    _moment("changed_at"),
    _moment("archived_at", nullable=True),
    Index(None, "office_id", "id"),
    Index(None, "job_id"),
)

study_runs = Table(
    "study_runs",
    metadata,
    Column("office_id", String(ID), ForeignKey("offices.id"), primary_key=True),
    Column("key", String(HASH), primary_key=True),
    _told("job_id", ID),
    Column("document_sha256", String(HASH)),
    _moment("changed_at"),
)

APPEND_ONLY = ("audit_log", "plan_revisions", "dataset_versions", "blobs")
"""Tables whose rows are never changed or removed; triggers hold it."""
