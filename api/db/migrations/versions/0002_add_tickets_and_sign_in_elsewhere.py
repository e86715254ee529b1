"""Add tickets and sign in elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tickets of Procrastinate; who signs in through another service."""
    op.create_table(
        "outside_sign_ins",
        sa.Column("state_hash", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("verifier", sa.String(length=128), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("state_hash", name=op.f("pk_outside_sign_ins")),
    )
    op.create_table(
        "outside_ids",
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("office", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["offices.id"], name=op.f("fk_outside_ids_office")),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_outside_ids")),
    )
    with op.batch_alter_table("outside_ids", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outside_ids_account_id"), ["account_id"], unique=False)

    with op.batch_alter_table("job_queue", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ticket", sa.BigInteger(), nullable=True))
