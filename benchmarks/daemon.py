"""Milliseconds of an update of one file in the daemon: ``python -m benchmarks.daemon [plugin]``."""

from __future__ import annotations

import io
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from mypy.dmypy_server import Server
from mypy.find_sources import create_source_list
from mypy.fscache import FileSystemCache
from mypy.main import process_options

from benchmarks.runs import PLUGIN, SETTINGS

UPDATES: Final = 30
LONG_AGO: Final = 1_600_000_000


def update_times(text: str, *, plugin: bool) -> list[float]:
    """Give the time of each update after an edit at the end of a module."""
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        own = f"plugins = {PLUGIN}\n" if plugin else ""
        Path("mypy.ini").write_text(SETTINGS + own, encoding="utf-8")
        arguments = ["--config-file=mypy.ini", f"--cache-dir={os.devnull}", "module.py"]
        _write(text, 0)
        said = io.StringIO()
        _, options = process_options(arguments, stderr=said, server_options=True)
        server = Server(options, "daemon.json")
        _check(server, options)
        times = []
        for number in range(1, UPDATES + 1):
            _write(text, number)
            before = time.thread_time()
            _check(server, options)
            times.append((time.thread_time() - before) * 1000)
    return times


def _write(text: str, number: int) -> None:
    """Write another edition of the module: its last function returns another number."""
    path = Path("module.py")
    path.write_text(f"{text}\n\ndef last() -> int:\n    return {number}\n", encoding="utf-8")
    os.utime(path, (LONG_AGO + number * 10,) * 2)


def _check(server: Server, options: object) -> None:
    sources = create_source_list(["module.py"], options, FileSystemCache())  # type: ignore[arg-type]
    server.check(sources, export_types=False, is_tty=False, terminal_width=-1)


if __name__ == "__main__":
    measured = update_times(sys.stdin.read(), plugin="plugin" in sys.argv)
    print(json.dumps({"median": statistics.median(measured), "all": measured}))
