"""Names of licences: those of Creative Commons can be told from their IRIs."""

import re
from typing import Final

CREATIVE_COMMONS: Final = re.compile(
    r"https?://creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)/([0-9.]+)/?"
)


def spdx_license(iri: str) -> str:
    """Return the identifier of the licence in the list of SPDX; empty if the IRI does not tell it.

    Source: https://spdx.org/licenses/.

    >>> spdx_license("https://creativecommons.org/licenses/by-sa/4.0/")
    'CC-BY-SA-4.0'
    >>> spdx_license("https://creativecommons.org/publicdomain/zero/1.0/")
    'CC0-1.0'
    """
    found = CREATIVE_COMMONS.fullmatch(iri)
    if found is None:
        return ""
    name, version = found.groups()
    return f"CC0-{version}" if name == "zero" else f"CC-{name.upper()}-{version}"
