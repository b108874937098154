"""Where samples, reviews and what follows from them are kept: one SQLite file for each school owner, or PostgreSQL.

Nobody outside this room knows which of the two it is; only this room knows Alembic.
"""

from service.store.errors import StoreUnavailable, UnknownOwner
from service.store.stores import Store, open_store
from service.store.tables import Base

__all__ = ["Base", "Store", "StoreUnavailable", "UnknownOwner", "open_store"]
