"""A failure of the network in; what is wrong and how to mend it, in words, out."""

from urllib.parse import urlsplit

from urllib3.exceptions import MaxRetryError, NewConnectionError, ReadTimeoutError, SSLError

from azkz_graph.text.safe_text import brief


class ExchangeError(Exception):
    """There is no whole answer: `what` is wrong, and how to `mend` it. `silent`: no server spoke in time."""

    def __init__(self, what: str, mend: str, *, silent: bool = False) -> None:
        super().__init__(what)
        self.what, self.mend, self.silent = what, mend, silent


def told(error: Exception, url: str, seconds: float) -> ExchangeError:
    """Why `url`, which was waited for so long, gave no answer."""
    reason = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    host = brief(urlsplit(url).netloc)
    if isinstance(reason, ReadTimeoutError):
        return late(seconds)
    if isinstance(reason, SSLError):
        what = f"{host} has no certificate that can be trusted"
        return ExchangeError(what, "renew its certificate", silent=True)
    if isinstance(reason, NewConnectionError) or "timed out" in str(reason):
        return ExchangeError(
            f"{host} cannot be reached", "start the server, or correct its address", silent=True
        )
    # What went wrong beneath is the last thing that urllib3 says of it.
    cause = reason.args[-1] if reason.args and isinstance(reason.args[-1], Exception) else reason
    return ExchangeError(f"is answered with something broken ({brief(str(cause))})", "see the server's log")


def late(seconds: float) -> ExchangeError:
    """That there was no answer in so many seconds."""
    return ExchangeError(
        f"is not answered within {seconds:g} s", "see what the server waits for", silent=True
    )
