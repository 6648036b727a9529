"""Rates and times of a server's answers, measured by the load generator wrk.

wrk runs a script of ours: paths take turns, `UNIQUE` in a path is another number each time, and `ONEYEAR` with
`OTHERYEAR` another pair of the years 1000 to 1999, of which the data have nothing. The script tells figures as JSON.
"""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SPARE = 1000
"""Numbers left out between two runs, for requests that were sent and not answered any more."""

SCRIPT = """
local paths = {paths}
local n = {first}
function request()
  n = n + 1
  local path = paths[n % #paths + 1]
  path = path:gsub("UNIQUE", n):gsub("ONEYEAR", 1000 + n % 1000)
  path = path:gsub("OTHERYEAR", 1000 + math.floor(n / 1000) % 1000)
  return wrk.format("GET", path)
end
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\\nTOLD {{"requests": %d, "microseconds": %d, "median": %d, "p99": %d, "refused": %d, "broken": %d}}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write))
end
"""


class LoadError(Exception):
    """The server refused or broke off some of the requests, so that the figures mean nothing."""


@dataclass(frozen=True)
class Sample:
    """One run: answers, answers a second, and the median and 99th percentile of milliseconds to an answer."""

    requests: int
    rate: float
    median: float
    p99: float


def load(url: str, paths: Sequence[str], accept: str, connections: int, seconds: float, first: int) -> Sample:
    """Ask for the paths over some connections at once, each again as soon as it was answered; numbers from `first`.

    Raises:
        LoadError: some request was answered by a status from 400 up, or by none.
    """
    listed = ", ".join(json.dumps(path) for path in paths)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "requests.lua")
        script.write_text(SCRIPT.format(paths=f"{{{listed}}}", first=first), encoding="utf-8")
        # wrk takes whole seconds alone; it is told to end before.
        command = ["timeout", "--signal=INT", f"{seconds}", "wrk", "--threads", "1", "--connections"]
        command += [f"{connections}", "--duration", "60s", "--timeout", "60s", "--script", str(script)]
        command += ["--header", f"Accept: {accept}", url]
        told = subprocess.run(command, capture_output=True, text=True, timeout=120).stdout
    return sample(told)


def sample(told: str) -> Sample:
    """The figures that the script has told; raises LoadError where they mean nothing.

    >>> sample('TOLD {"requests": 50, "microseconds": 500000, "median": 1500, "p99": 20000, "refused": 0, "broken": 0}')
    Sample(requests=50, rate=100.0, median=1.5, p99=20.0)
    >>> sample('TOLD {"requests": 50, "microseconds": 500000, "median": 1500, "p99": 20000, "refused": 1, "broken": 0}')
    Traceback (most recent call last):
    wrk.LoadError: of 50 requests 1 were refused and 0 broken off
    """
    line = next((line for line in told.splitlines() if line.startswith("TOLD ")), None)
    if line is None:
        raise LoadError(f"wrk told no figures: {told}")
    found = json.loads(line.removeprefix("TOLD "))
    if found["refused"] or found["broken"]:
        raise LoadError(
            f"of {found['requests']} requests {found['refused']} were refused and {found['broken']} broken off"
        )
    return Sample(
        found["requests"],
        found["requests"] / (found["microseconds"] / 1e6),
        found["median"] / 1000,
        found["p99"] / 1000,
    )


def middle(samples: Sequence[Sample]) -> Sample:
    """The medians of some runs.

    >>> middle([Sample(9, 9.0, 1.0, 3.0), Sample(5, 5.0, 4.0, 9.0), Sample(7, 7.0, 2.0, 8.0)])
    Sample(requests=7, rate=7.0, median=2.0, p99=8.0)
    """
    return Sample(
        round(median(each.requests for each in samples)),
        median(each.rate for each in samples),
        median(each.median for each in samples),
        median(each.p99 for each in samples),
    )
