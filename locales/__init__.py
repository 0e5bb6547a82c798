"""Message catalogues, one folder a language, and what reads them; imports nobody of ours."""

from locales.catalogue import Catalogue, available, catalogue
from locales.languages import best, direction, named, own_name

__all__ = ["Catalogue", "available", "best", "catalogue", "direction", "named", "own_name"]
