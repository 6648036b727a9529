"""Real web servers on loopback, each started for a test with its own small configuration, and ended after it."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest
from hosted_site import PATTERNS, PUBLISHER
from patience import PATIENCE, until

from azkz_graph.site.hosting.server_rules import caddyfile, nginx_conf

PACKAGES = {"apache2": "apache2", "nginx": "nginx", "caddy": "caddy"}
"""The Debian package of each program."""

MODULES = (
    *("mpm_event", "authz_core", "dir", "autoindex", "alias", "mime", "negotiation"),
    *("rewrite", "headers", "deflate", "filter"),
)


def program(name: str) -> str:
    """The path of the program, or a skip that names its package."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"{name} is missing; install the Debian package {PACKAGES[name]}")
    return found


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def public_folder() -> Iterator[Path]:
    """A folder for a server's own files; a server that is started by root reads it as another user."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextmanager
def started(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """The server runs from when it answers until the block ends."""
    log = folder / "output.log"
    with log.open("wb") as output:
        environment = {**os.environ, "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd=folder, env=environment)
        try:
            wait(process, port, log)
            yield
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Wait until the port answers; fail with what the server said if it ends before."""

    def answers() -> bool:
        with closing(socket.socket()) as client:
            return client.connect_ex(("127.0.0.1", port)) == 0

    until(lambda: process.poll() is not None or answers())
    assert process.poll() is None, f"{process.args!r} does not answer: {log.read_text()}"


@contextmanager
def apache(
    site: Path, path: str = "/", *, options: str = "Indexes MultiViews FollowSymLinks"
) -> Iterator[str]:
    """The base URL of Apache with the site below `path`; its own options are the least helpful ones."""
    port, binary = free_port(), program("apache2")
    with public_folder() as folder:
        root = site if path == "/" else folder / "root"
        root.mkdir(exist_ok=True)
        modules = Path("/usr/lib/apache2/modules")
        loads = [f"LoadModule {name}_module {modules}/mod_{name}.so" for name in MODULES]
        lines = [
            f"ServerRoot {folder}",
            f"DefaultRuntimeDir {folder}",
            f"PidFile {folder}/pid",
            "ErrorLog /dev/stderr",
            f"Listen 127.0.0.1:{port}",
            f"ServerName 127.0.0.1:{port}",
            *loads,
            *(["User www-data", "Group www-data"] if os.getuid() == 0 else []),
            "TypesConfig /dev/null",
            "AddLanguage he .he",
            "AddLanguage ru .ru",
            "DirectoryIndex index.html",
            f"DocumentRoot {root}",
            *([f"Alias {path.rstrip('/')} {site}"] if path != "/" else []),
            f"<Directory {root}>\nRequire all granted\nAllowOverride None\n</Directory>",
            f"<Directory {site}>\nRequire all granted\nOptions {options}\nAllowOverride FileInfo\n</Directory>",
        ]
        (folder / "apache.conf").write_text("\n".join(lines) + "\n")
        command = [binary, "-d", str(folder), "-f", str(folder / "apache.conf"), "-DFOREGROUND"]
        with started(command, port, folder):
            yield f"http://127.0.0.1:{port}{path}"


@contextmanager
def nginx(site: Path, path: str = "/", *, conf: Callable[[str], str] = lambda text: text) -> Iterator[str]:
    """The base URL of nginx with the site below `path`; `conf` may change the rules first."""
    port, binary = free_port(), program("nginx")
    with public_folder() as folder:
        (folder / "azkz.conf").write_text(conf(nginx_conf(path, str(site), PUBLISHER, PATTERNS)))
        (folder / "nginx.conf").write_text(
            f"""daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
            {"user root;" if os.getuid() == 0 else ""}
            events {{}}
            http {{
                access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
                fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
                server {{ listen 127.0.0.1:{port}; root {folder}; include {folder}/azkz.conf; }}
            }}
            """
        )
        with started([binary, "-p", str(folder), "-c", str(folder / "nginx.conf")], port, folder):
            yield f"http://127.0.0.1:{port}{path}"


@contextmanager
def caddy(site: Path, path: str = "/", *, conf: Callable[[str], str] = lambda text: text) -> Iterator[str]:
    """The base URL of Caddy with the site below `path`; `conf` may change the rules first."""
    port, binary = free_port(), program("caddy")
    with public_folder() as folder:
        (folder / "azkz.caddy").write_text(conf(caddyfile(path, str(site), PUBLISHER, PATTERNS)))
        (folder / "Caddyfile").write_text(
            f"{{\nadmin off\nauto_https off\nstorage file_system {folder}\n}}\n"
            f"http://127.0.0.1:{port} {{\nimport azkz.caddy\n}}\n"
        )
        command = [binary, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
        with started(command, port, folder):
            yield f"http://127.0.0.1:{port}{path}"


SERVERS: Mapping[str, Callable[[Path, str], AbstractContextManager[str]]] = {
    "apache2": apache,
    "nginx": nginx,
    "caddy": caddy,
}
