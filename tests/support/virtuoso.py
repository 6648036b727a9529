"""Virtuoso, run in a folder of its own, for tests and benchmarks alike."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

SETTINGS = """
[Database]
DatabaseFile = {folder}/data.db
ErrorLogFile = {folder}/log
LockFile = {folder}/lock
TransactionFile = {folder}/transactions
xa_persistent_file = {folder}/prepared
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary
[Parameters]
ServerPort = 127.0.0.1:{inner}
ServerThreads = {threads}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = {data}
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = {clients}
MaxClientConnections = 256
[SPARQL]
ResultSetMaxRows = 1000000
"""


@dataclass(frozen=True)
class Virtuoso:
    """Where its files are, its port for SQL, how many clients and buffers (8 KiB each) it has, whence it may read."""

    folder: Path
    inner: int
    clients: int = 10
    buffers: int = 2000
    data: Path = Path("/nowhere")

    def command(self, port: int) -> list[str]:
        """Write the settings for a port of HTTP; what starts it."""
        settings = SETTINGS.format(
            folder=self.folder,
            inner=self.inner,
            port=port,
            data=self.data,
            clients=self.clients,
            threads=self.clients + 20,
            buffers=self.buffers,
            dirty=self.buffers * 3 // 5,
        )
        (self.folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
        # One that was killed leaves its lock behind.
        (self.folder / "lock").unlink(missing_ok=True)
        return ["virtuoso-t", "+foreground", "+configfile", str(self.folder / "virtuoso.ini")]

    def do(self, statements: str) -> None:
        """Let the running server do what only SQL can tell it."""
        command = ["isql-vt", str(self.inner), "dba", "dba", f"exec={statements}"]
        subprocess.run(command, check=True, capture_output=True)
