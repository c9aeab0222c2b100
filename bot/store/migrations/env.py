"""What Alembic runs: the migrations, on the connection that the store hands over."""

from alembic import context

from bot.store.tables import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    if connection.dialect.name == "postgresql":
        # Several bots may start at once; the first one migrates and the others find it done.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20180409)")
    context.run_migrations()
