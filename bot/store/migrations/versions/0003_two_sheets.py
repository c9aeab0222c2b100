"""Which of two sheets a row stands in"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Neither kind of database lets a primary key be changed alike, and in both its name belongs to the
# table: so the rows wait in another table while this one is made anew.
_SET_ASIDE = "CREATE TABLE sheet_rows_set_aside AS SELECT * FROM sheet_rows"


def upgrade() -> None:
    op.execute(_SET_ASIDE)
    op.drop_table("sheet_rows")
    op.create_table(
        "sheet_rows",
        sa.Column("sheet", sa.String(length=16), nullable=False),
        sa.Column("paper_id", sa.String(length=16), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("is_gone", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"]),
        sa.PrimaryKeyConstraint("sheet", "paper_id"),
    )
    op.execute(
        "INSERT INTO sheet_rows (sheet, paper_id, cells, is_gone)"
        " SELECT 'public', paper_id, cells, is_gone FROM sheet_rows_set_aside"
    )
    op.drop_table("sheet_rows_set_aside")


def downgrade() -> None:
    op.execute(_SET_ASIDE)
    op.drop_table("sheet_rows")
    op.create_table(
        "sheet_rows",
        sa.Column("paper_id", sa.String(length=16), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("is_gone", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"]),
        sa.PrimaryKeyConstraint("paper_id"),
    )
    op.execute(
        "INSERT INTO sheet_rows (paper_id, cells, is_gone)"
        " SELECT paper_id, cells, is_gone FROM sheet_rows_set_aside WHERE sheet = 'public'"
    )
    op.drop_table("sheet_rows_set_aside")
