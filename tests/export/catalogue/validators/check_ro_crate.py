"""Validate the RO-Crate in the folder of the first argument, without the network; print what is wrong, a line each."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace


def check(folder: str) -> None:
    """Print the issues that the validator finds."""
    # These are in an environment of their own, which the tests that only look at this module have not.
    import rocrate
    from rocrate_validator.services import Severity, ValidationSettings, validate
    from rocrate_validator.utils.http import HttpRequester

    # What the validator would ask for at w3id.org.
    path = Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld"
    context = json.loads(path.read_text(encoding="utf-8"))

    def answer(url: str, **_: object) -> SimpleNamespace:
        assert url == context["@id"], f"{url} is asked for"
        headers = {"Content-Type": "application/ld+json"}
        return SimpleNamespace(status_code=200, headers=headers, json=lambda: context)

    HttpRequester().get = answer
    settings = ValidationSettings(
        rocrate_uri=folder, profile_identifier="ro-crate-1.1", requirement_severity=Severity.RECOMMENDED
    )
    for issue in validate(settings).get_issues():
        print(issue.check.identifier, issue.message)


if __name__ == "__main__":
    check(sys.argv[1])
