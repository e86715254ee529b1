"""Add explanations and public links."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Reasons weighed once more, by the plan that they are of; links to the schedule that anybody may open."""
    op.create_table(
        "plan_explanations",
        sa.Column("office_id", sa.String(length=40), nullable=False),
        sa.Column("document_sha256", sa.String(length=64), nullable=False),
        sa.Column("explained_sha256", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_plan_explanations_office_id")),
        sa.PrimaryKeyConstraint("office_id", "document_sha256", name=op.f("pk_plan_explanations")),
    )
    op.create_table(
        "public_links",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("office_id", sa.String(length=40), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_public_links_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_links")),
    )
    with op.batch_alter_table("public_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_public_links_office_id_id"), ["office_id", "id"], unique=False)

    op.create_table(
        "public_tokens",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("office", sa.String(length=40), nullable=False),
        sa.Column("link_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["offices.id"], name=op.f("fk_public_tokens_office")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_public_tokens")),
    )
