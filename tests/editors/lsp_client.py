"""A client of a language server, as far as an editor needs it for diagnostics."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any, Final, NamedTuple

PATIENCE: Final = 120.0
"""Seconds for a first run of mypy on a busy machine."""


class Diagnostic(NamedTuple):
    """A message at a range; lines and characters count from 0, the end is behind the last one."""

    code: str | None
    severity: int
    start: tuple[int, int]
    end: tuple[int, int]
    message: str


class LanguageServer:
    """python-lsp-server in a directory, spoken to over its standard streams."""

    def __init__(self, directory: Path, settings: dict[str, Any]) -> None:
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pylsp"],
            cwd=directory,
            env={**os.environ, "PATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._received: Queue[dict[str, Any]] = Queue()
        self._last_id = 0
        self._version = 0
        assert self._process.stdout is not None
        Thread(target=self._receive, args=(self._process.stdout,), daemon=True).start()
        root = directory.as_uri()
        self.request("initialize", {"processId": None, "rootUri": root, "capabilities": {}})
        self.notify("initialized", {})
        self.notify("workspace/didChangeConfiguration", {"settings": {"pylsp": settings}})

    def open(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        document = {"uri": file.as_uri(), "languageId": "python", "version": 0, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def edit(self, file: Path, text: str) -> None:
        """Change what the editor shows, and not the file."""
        self._version += 1
        document = {"uri": file.as_uri(), "version": self._version}
        change = {"textDocument": document, "contentChanges": [{"text": text}]}
        self.notify("textDocument/didChange", change)

    def save(self, file: Path, text: str) -> None:
        file.write_text(text, encoding="utf-8")
        self.notify("textDocument/didSave", {"textDocument": {"uri": file.as_uri()}})

    def diagnostics(
        self, file: Path, until: Callable[[list[Diagnostic]], bool]
    ) -> list[Diagnostic]:
        """Wait for diagnostics of a file that satisfy a condition."""
        deadline = time.monotonic() + PATIENCE
        seen: list[Diagnostic] = []
        while time.monotonic() < deadline:
            message = self._next(deadline)
            if message.get("method") != "textDocument/publishDiagnostics":
                continue
            if message["params"]["uri"] == file.as_uri():
                seen = [_diagnostic(item) for item in message["params"]["diagnostics"]]
                if until(seen):
                    return seen
        raise AssertionError(f"the last diagnostics were {seen}")

    def request(self, method: str, parameters: object) -> Any:
        self._last_id += 1
        self._send({"id": self._last_id, "method": method, "params": parameters})
        deadline = time.monotonic() + PATIENCE
        while True:
            message = self._next(deadline)
            if message.get("id") == self._last_id:
                return message.get("result")

    def notify(self, method: str, parameters: object) -> None:
        self._send({"method": method, "params": parameters})

    def close(self) -> None:
        self.request("shutdown", None)
        self.notify("exit", None)
        self._process.wait(PATIENCE)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _next(self, deadline: float) -> dict[str, Any]:
        try:
            return self._received.get(timeout=max(0, deadline - time.monotonic()))
        except Empty:
            raise AssertionError("the language server said nothing more") from None

    def _receive(self, stream: IO[bytes]) -> None:
        while line := stream.readline():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
                while stream.readline().strip():
                    pass
                self._received.put(json.loads(stream.read(length)))


def _diagnostic(item: dict[str, Any]) -> Diagnostic:
    start, end = item["range"]["start"], item["range"]["end"]
    return Diagnostic(
        item.get("code"),
        item["severity"],
        (start["line"], start["character"]),
        (end["line"], end["character"]),
        item["message"],
    )
