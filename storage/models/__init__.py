"""The tables: what is kept, and nothing about how it is used.

Core tables, since turns are written in batches: `executemany`, never row by row.
"""

from storage.models import answers, campaigns, delivery, ideas, people
from storage.models.base import metadata

__all__ = ["answers", "campaigns", "delivery", "ideas", "metadata", "people"]
