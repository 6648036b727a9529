"""Every entry point, fed with what it may not expect: the same inputs in every run, a few of them.

For longer, with other inputs each time: `AZKZ_FUZZ=20000 pytest tests/fuzz`, and `-k sparql_text` for one target. What
fails is printed, smallest first, and kept in `.hypothesis` for the next run.
"""

import os

import pytest
from fuzz_targets import TARGETS
from hypothesis import HealthCheck, Phase, Verbosity, given, settings

LONGER = os.environ.get("AZKZ_FUZZ")
SETTINGS = settings(
    max_examples=int(LONGER or 50),
    derandomize=LONGER is None,
    database=settings.default.database if LONGER and settings.default else None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    verbosity=Verbosity.normal,
)


@pytest.mark.large
@pytest.mark.parametrize("name", TARGETS)
def test_target(name: str) -> None:
    target = TARGETS[name]
    SETTINGS(given(target.strategy)(target.run))()
