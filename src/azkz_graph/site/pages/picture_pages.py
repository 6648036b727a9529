"""Pages of pictures, and the saved queries whose answers they show."""

from collections.abc import Mapping
from typing import Final

PICTURES: Final[Mapping[str, tuple[str, ...]]] = {
    "timeline": ("timeline",),
    "map": ("map", "diplomatic-missions"),
    "network": ("network", "memberships"),
    "trade": ("trade-by-year", "trade-flows", "trade-balance", "trade-growth"),
    "profile": ("states-compared", "country-profile", "derived-beside-stated"),
}
"""The saved queries that each page of pictures shows, as far as the project has them."""
