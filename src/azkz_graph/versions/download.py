"""Versions that are elsewhere: a file, an archive, or the files of a release, fetched into a folder."""

import json
import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from azkz_graph.disk.atomic_folder import MANIFEST
from azkz_graph.disk.safe_path import fault, make_inside
from azkz_graph.http.http_client import Client
from azkz_graph.http.received_reply import Reply, display_url
from azkz_graph.problem import UsageError
from azkz_graph.store.rdf_file import FORMATS
from azkz_graph.versions.published_table import TABLES
from azkz_graph.versions.release_contents import SHAPES_FILE, query_names, rdf_names, uncompressed_suffix

MEDIA_TYPES: Final = {
    "application/n-quads": ".nq",
    "application/trig": ".trig",
    "application/n-triples": ".nt",
    "text/turtle": ".ttl",
    "application/ld+json": ".jsonld",
    "application/rdf+xml": ".rdf",
    "application/zip": ".zip",
    "text/csv": ".csv",
}
"""The suffix of what a server sends, where the address has none; and what is asked for, the best first."""

ACCEPT: Final = ", ".join(
    [*(f"{media};q={1 - place / 10:g}" for place, media in enumerate(MEDIA_TYPES)), "*/*;q=0.1"]
)


def download(url: str, client: Client, folder: Path, *, whole: bool = False) -> Path:
    """Fetch what is at a URL into an empty folder, and return the path of it there.

    A URL that leads to a folder, a page or a manifest is that of a release. Only what is compared is fetched from it,
    unless it is to be `whole`.

    Raises:
        UsageError: it cannot be fetched, or is no version.
    """
    asked = urlsplit(url)
    is_folder = asked.path.endswith("/") and not asked.query
    if is_folder and (manifest := find_manifest(url, client)):
        return download_release(manifest.url, manifest, client, folder, whole)
    reply = fetch(url, client)
    name = unquote(urlsplit(reply.url).path).rpartition("/")[2]
    if name == MANIFEST:
        return download_release(reply.url, reply, client, folder, whole)
    # Our own server redirects from a release's folder to a description of the dataset.
    is_redirected = urlsplit(reply.url).path != asked.path and not is_known(asked.path)
    places = [*([url] if is_redirected and not is_folder else ()), *([reply.url] if reply.is_page else ())]
    for place in places:
        if manifest := find_manifest(place, client):
            return download_release(manifest.url, manifest, client, folder, whole)
    if reply.is_page:
        raise UsageError(
            f"{display_url(url)} is a page, with no {MANIFEST} of a release below it; name a file or archive"
        )
    if not is_known(name):
        name += MEDIA_TYPES.get(reply.media_type, "")
    path = folder / (name if name and fault(name) is None else "data" + MEDIA_TYPES.get(reply.media_type, ""))
    path.write_bytes(reply.content)
    return path


def find_manifest(url: str, client: Client) -> Reply | None:
    """Return the manifest of the release whose folder is at the URL; None if there is none."""
    place = urlsplit(url)
    folder = place._replace(path=f"{place.path.rstrip('/')}/", query="", fragment="").geturl()
    reply = client.ask("GET", urljoin(folder, MANIFEST), {"Accept": "application/json, */*;q=0.1"})
    return reply if reply.is_success and listed_names(reply) is not None else None


def listed_names(manifest: Reply) -> list[str] | None:
    """Return the names of the files that a manifest lists; None if it is no manifest."""
    try:
        return [str(file["path"]) for file in json.loads(manifest.content)["files"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def download_release(url: str, manifest: Reply, client: Client, folder: Path, whole: bool) -> Path:
    """Fetch the files of a release beside the manifest at the URL: those that are compared, or all that it has."""
    names = listed_names(manifest)
    if names is None:
        raise UsageError(f"{display_url(url)} lists no files of a release; name another address")
    (folder / MANIFEST).write_bytes(manifest.content)
    compared = (*rdf_names(names), *(name for name in names if name == SHAPES_FILE), *query_names(names))
    for name in names if whole else compared:
        place = make_inside(folder, name)
        address = urljoin(url, re.sub(r"[?#%]", lambda found: f"%{ord(found[0]):02X}", name))
        reply = client.ask("GET", address, {"Accept": ACCEPT})
        if reply.is_success or not whole:
            place.write_bytes(successful(address, reply).content)
    return folder


def fetch(url: str, client: Client) -> Reply:
    """Return a server's answer.

    Raises:
        UsageError: it has none, or refuses.
    """
    return successful(url, client.ask("GET", url, {"Accept": ACCEPT}))


def successful(url: str, reply: Reply) -> Reply:
    """Return the answer.

    Raises:
        UsageError: it is a refusal.
    """
    if not reply.is_success:
        raise UsageError(f"{display_url(url)} answers {reply.status}; name an address that has a version")
    return reply


def is_known(name: str) -> bool:
    """Return whether the suffix of a name tells what the file is."""
    return uncompressed_suffix(name) in (*FORMATS, *TABLES, ".zip")
