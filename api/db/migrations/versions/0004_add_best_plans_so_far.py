"""Add best plans so far."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The best plan so far of each job that runs."""
    op.create_table(
        "job_bests",
        sa.Column("job_id", sa.String(length=40), nullable=False),
        sa.Column("office_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("found_at", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_job_bests_job_id")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_job_bests_office_id")),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_job_bests")),
    )
    with op.batch_alter_table("job_bests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_bests_office_id"), ["office_id"], unique=False)
