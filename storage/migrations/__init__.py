"""How the tables came to be what they are. Alembic runs these; nothing imports them."""
