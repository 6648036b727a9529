"""Failures of the network, in words."""

from urllib.parse import urlsplit

from urllib3.exceptions import MaxRetryError, NewConnectionError, ReadTimeoutError, SSLError

from azkz_graph.http.received_reply import display_url
from azkz_graph.problem import UsageError
from azkz_graph.text.safe_text import brief


class ExchangeError(UsageError):
    """There is no whole answer: `what` is wrong, and how to `mend` it. `silent`: no server spoke in time."""

    def __init__(self, url: str, what: str, mend: str, *, silent: bool = False) -> None:
        super().__init__(f"{display_url(url)}: {what}; {mend}")
        self.what, self.mend, self.silent = what, mend, silent


def failure(error: Exception, url: str, seconds: float) -> ExchangeError:
    """Return why `url`, which was waited for so long, gave no answer."""
    reason = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    host = brief(urlsplit(url).netloc)
    if isinstance(reason, ReadTimeoutError):
        return late(url, seconds)
    if isinstance(reason, SSLError):
        what = f"{host} has no certificate that can be trusted"
        mend = "renew it, or name the file of the authority that signed it in REQUESTS_CA_BUNDLE"
        return ExchangeError(url, what, mend, silent=True)
    if isinstance(reason, NewConnectionError) or "timed out" in str(reason):
        mend = "start the server, or correct its address"
        return ExchangeError(url, f"{host} cannot be reached", mend, silent=True)
    # What went wrong beneath is the last thing that urllib3 says of it.
    cause = reason.args[-1] if reason.args and isinstance(reason.args[-1], Exception) else reason
    what = f"is answered with something broken ({brief(str(cause))})"
    return ExchangeError(url, what, "see the server's log")


def late(url: str, seconds: float) -> ExchangeError:
    """Say that there was no answer in so many seconds."""
    what = f"is not answered within {seconds:g} s"
    return ExchangeError(url, what, "check what the server is waiting for", silent=True)
