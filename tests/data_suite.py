"""Runs the cases of test-data/*.test with the plugin on, against the real typeshed.

The format is mypy's own; CONTRIBUTING.md says how to write a case. This is the one file that
imports mypy's test library, which ships with mypy and promises nothing. It is a pytest plugin
and a test module at once.
"""

from __future__ import annotations

import gc
import importlib.util
import io
import itertools
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from case_cache import CacheDirectories, forget
from case_text import (
    Directives,
    annotate,
    choose_output_sections,
    in_order_of_files,
    is_needed,
    split_steps,
    version_tuple,
)
from mypy import build
from mypy.dmypy_server import Server
from mypy.errors import CompileError
from mypy.main import process_options
from mypy.modulefinder import BuildSource
from mypy.options import Options
from mypy.test.data import (
    DataDrivenTestCase,
    DataFileCollector,
    DataFileFix,
    DataSuite,
    DataSuiteCollector,
    FileOperation,
    UpdateFile,
    expand_errors,
    module_from_path,
    parse_test_data,
)
from mypy.test.data import TestItem as Section  # pytest would collect a Test...
from mypy.test.helpers import (
    assert_module_equivalence,
    assert_string_arrays_equal,
    perform_file_operations,
)
from mypy.version import __version__ as mypy_version

from mypy_defaults_plugin.plugin import BEGAN_WITH

PLUGIN: Final = "mypy_defaults_plugin"
DATA: Final = Path(__file__).resolve().parent.parent / "test-data"
VERSIONS: Final = {"mypy": version_tuple(mypy_version), "python": sys.version_info[:3]}
MAIN: Final = "main"
ROOT: Final = "tmp"  # where mypy's test library puts the files of a case
CACHES: Final = CacheDirectories()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("cases")
    group.addoption(
        "--update-data", action="store_true", help="write what mypy says into the cases"
    )
    group.addoption("--cold", action="store_true", help="use no cache that another case left")
    group.addoption("--twice", action="store_true", help="check each case a second time, warm")
    group.addoption("--mypy-flags", default="", help="flags for mypy in every case")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    if config.getoption("--update-data") and config.pluginmanager.has_plugin("xdist"):
        config.option.numprocesses = 0  # two processes would write one file


def pytest_pycollect_makeitem(collector: pytest.Collector, name: str, obj: object) -> Any:
    if isinstance(obj, type) and issubclass(obj, DataSuite) and "files" in vars(obj):
        return DataSuiteCollector.from_parent(parent=collector, name=name)
    return None


def pytest_sessionfinish() -> None:
    gc.freeze()  # pytest and Python would go through all that mypy has left, five times and more


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    unneeded = []
    for item in items:
        if isinstance(item, DataDrivenTestCase):
            if is_needed(item.data, VERSIONS):
                item.data = choose_output_sections(item.data, VERSIONS)
                if DaemonSuite.__name__ in item.nodeid and Directives(item.data).has("packages", 1):
                    item.add_marker(pytest.mark.slow)  # a daemon starts without a cache
            else:
                unneeded.append(item)
    if unneeded:
        items[:] = [item for item in items if item not in unneeded]
        config.hook.pytest_deselected(items=unneeded)


class _Files:
    """The files of a case as they are after each step."""

    def __init__(self, testcase: DataDrivenTestCase) -> None:
        self.sources = {MAIN: list(testcase.input)}
        for path, content in testcase.files:
            if not re.search(r"\.[0-9]+$", path):
                self.sources[path] = content.split("\n")

    def change(self, operations: list[FileOperation]) -> None:
        for operation in operations:
            if isinstance(operation, UpdateFile):
                self.sources[operation.target_path] = operation.content.split("\n")
            else:
                gone = operation.path
                self.sources = {
                    path: source
                    for path, source in self.sources.items()
                    if path != gone and not path.startswith(gone + "/")
                }

    def expected(self) -> list[str]:
        """Return the comments beside the code as mypy's output."""
        output: list[str] = []
        for path, source in self.sources.items():
            expand_errors(source, output, path)
        return output

    def build_sources(self, targets: list[str]) -> list[BuildSource]:
        """Return main and every other Python file, or the targets."""
        wanted = {path if path == MAIN else f"{ROOT}/{path}" for path in targets}
        result = []
        for path in sorted(self.sources):
            is_hidden = path.endswith(".py") and path + "i" in self.sources
            is_target = path in wanted if wanted else not is_hidden
            if is_target and (path == MAIN or path.endswith((".py", ".pyi"))):
                module = "__main__" if path == MAIN else module_from_path(path)
                result.append(BuildSource(path, module, None, ROOT))
        return result


class _Steps(DataSuite):
    """Runs each step of a case and compares what mypy says with what the case expects."""

    data_prefix = str(DATA)
    started = itertools.count(1)

    def run_case(self, testcase: DataDrivenTestCase) -> None:
        Path(MAIN).write_text("\n".join(testcase.input), encoding="utf-8")
        self.testcase = testcase
        self.directives = Directives("\n".join(testcase.input))
        self.items = parse_test_data(testcase.data, testcase.name)
        files = _Files(testcase)
        operations = testcase.find_steps()
        sections = self._sections()
        wanted: list[str] = []
        expected: list[list[str]] = []
        actual: list[list[str]] = []
        gc.disable()  # up to 1.19, mypy would look for garbage all the time
        try:
            for step in range(1, self._count(sections) + 1):
                changes = operations[step - 2] if 2 <= step < len(operations) + 2 else []
                files.change(changes)
                perform_file_operations(changes)
                targets = self.directives.words("targets", step)
                output = self.check(step, files.build_sources(targets))
                actual.append([line.replace(os.sep, "/") for line in output])
                if step in sections:
                    wanted = sections[step]
                elif changes or step == 1:
                    wanted = files.expected()
                expected.append(in_order_of_files(wanted, actual[-1]))
        finally:
            gc.enable()
            self.finish()
        if actual != expected and testcase.config.getoption("--update-data"):
            self._update(actual, sections)
        for step, lines in enumerate(expected, start=1):
            where = f"{testcase.file}, line {testcase.line}, step {step}"
            assert_string_arrays_equal(lines, actual[step - 1], f"Unexpected output ({where})")

    def check(self, step: int, sources: list[BuildSource]) -> list[str]:
        """Check the files as they are now and return what mypy prints."""
        raise NotImplementedError

    def finish(self) -> None:
        """Clean up after the last step."""

    def options(self, step: int) -> tuple[list[str], str, Options]:
        """Return the flags, the text of the configuration file and both parsed."""
        given = [Path(ROOT, name) for name in ("mypy.ini", "pyproject.toml", "setup.cfg")]
        config = next((path for path in given if path.exists()), given[0])
        is_generated = str(config.as_posix()) not in [path for path, _ in self.testcase.files]
        if is_generated:
            config.write_text(self.directives.config(step, PLUGIN), encoding="utf-8")
        elif self.directives.has("settings", step):
            pytest.fail("A case has either a configuration file or settings", pytrace=False)
        flags = self.directives.words("flags", step)
        flags += self.testcase.config.getoption("--mypy-flags").split()
        packages = self.directives.words("packages", step)
        for package in packages:
            assert importlib.util.find_spec(package), f"{package} is not installed"
        flags.append(f"--python-executable={sys.executable}" if packages else "--no-site-packages")
        # A message names the file as it was given here.
        arguments = [*flags, f"--config-file={config.as_posix()}", "--no-error-summary"]
        _, options = process_options(arguments, require_targets=False, stderr=self.stderr)
        if not is_generated and PLUGIN not in options.plugins:
            pytest.fail(f"{config} does not turn the plugin on", pytrace=False)
        return flags, config.read_text(encoding="utf-8"), options

    def setup(self) -> None:
        self.stderr = io.StringIO()
        if next(_Steps.started) % 25 == 0:
            gc.collect()  # mypy puts it off for very long, which is right for one run

    def printed(self) -> list[str]:
        """Return what was printed since the last call, beside the errors."""
        lines = self.stderr.getvalue().rstrip().splitlines()
        self.stderr.seek(0)
        self.stderr.truncate()
        return lines

    def _sections(self) -> dict[int, list[str]]:
        """Return the expected output of each step that has a section for it."""
        sections: dict[int, list[str]] = {}
        for item in self.items:
            if re.fullmatch(r"out\d*", item.id):
                first = int(item.id[len("out") :] or 1)
                sections.update(enumerate(split_steps(item.data), start=first))
        return sections

    def _count(self, sections: dict[int, list[str]]) -> int:
        repeated = "incremental" in self.testcase.name.lower()
        repeated |= self.testcase.config.getoption("--twice")
        suffixes = [re.search(r"\.([0-9]+)$", path) for path, _ in self.testcase.files]
        return max(
            2 if repeated else 1,
            self.directives.last_step(),
            *(int(match[1]) for match in suffixes if match),
            *self.testcase.deleted_paths,
            *sections,
        )

    def _update(self, actual: list[list[str]], sections: dict[int, list[str]]) -> None:
        collector = self.testcase.parent
        assert isinstance(collector, DataFileCollector)
        for item in self.items:
            lines = self._updated(item, actual, sections)
            if lines != item.data:
                collector.enqueue_fix(
                    DataFileFix(
                        lineno=self.testcase.line + item.line - 1,
                        end_lineno=self.testcase.line + item.end_line - 1,
                        lines=lines + [""] * self._blank_lines_below(item),
                    )
                )

    def _blank_lines_below(self, item: Section) -> int:
        """Count them in the text: mypy counts the lines that go on behind a backslash too."""
        written = ["", "", *self.testcase.data.split("\n")][item.line : item.end_line]
        return len(list(itertools.takewhile(lambda line: not line.strip(), reversed(written))))

    def _updated(
        self, item: Section, actual: list[list[str]], sections: dict[int, list[str]]
    ) -> list[str]:
        """Return the lines of one part of the case, brought up to date."""
        if re.fullmatch(r"out\d*", item.id):
            first = int(item.id[len("out") :] or 1)
            steps = actual[first - 1 : first - 1 + len(split_steps(item.data))]
            lines = [line for output in steps for line in ["==", *output]]
            return lines[1:]
        if item.id not in {"case", "file"}:
            return item.data
        path = f"{ROOT}/{item.arg}" if item.id == "file" else MAIN
        match = re.search(r"\.([0-9]+)$", path)
        step = int(match[1]) if match else 1
        if step in sections:
            return item.data
        return annotate(item.data, path[: match.start()] if match else path, actual[step - 1])


class CheckSuite(_Steps):
    """Checks each step as a run of mypy, with the cache of the step before."""

    files = sorted(path.name for path in DATA.glob("check-*.test"))

    def setup(self) -> None:
        super().setup()
        self.used_caches: set[Path] = set()

    def names(self) -> set[str]:
        """Return the name of each file and directory of the case."""
        paths = [Path(path) for path, _ in self.testcase.files]
        return {part.partition(".")[0] for path in paths for part in path.parts[1:]}

    def check(self, step: int, sources: list[BuildSource]) -> list[str]:
        try:
            flags, config, options = self.options(step)
        except SystemExit:
            return self.printed()  # mypy refuses a flag or the configuration
        options.sqlite_cache = "--sqlite-cache" in flags
        options.cache_dir = str(self._cache(flags, config))
        BEGAN_WITH.clear()  # each step is a run of its own
        try:
            result = build.build(sources, options, stdout=self.stderr, stderr=self.stderr)
        except CompileError as error:
            return error.messages + self.printed()
        if step > 1:
            self._check_modules(step, "rechecked", result.manager.rechecked_modules)
            self._check_modules(step, "stale", result.manager.stale_modules)
        if hasattr(result.manager.metastore, "close"):
            result.manager.metastore.close()
        return result.errors + self.printed()

    def _cache(self, flags: list[str], config: str) -> Path:
        """Return the cache directory: the case's own where steps configure mypy differently."""
        private = Path("cache").absolute()
        if "--sqlite-cache" in flags or self.testcase.config.getoption("--cold"):
            return private
        is_steady = self.directives.last_step() == 1 and not any(
            re.search(r"(\.ini|\.toml|\.cfg)\.[0-9]+$", path) for path, _ in self.testcase.files
        )
        if not is_steady:
            similar = CACHES.similar(flags)
            if similar is not None and not private.exists():
                shutil.copytree(similar, private)
            return private
        cache = CACHES.get(flags, config if self.directives.words("packages", 1) else "")
        if cache not in self.used_caches:
            self.used_caches.add(cache)
            forget(cache, self.names())
        return cache

    def finish(self) -> None:
        for cache in self.used_caches:
            forget(cache, self.names())

    def _check_modules(self, step: int, kind: str, actual: set[str]) -> None:
        wanted = getattr(self.testcase, f"expected_{kind}_modules").get(step - 1)
        if wanted is not None:
            assert_module_equivalence(f"{kind} in step {step}", wanted, actual)


class DaemonSuite(_Steps):
    """Checks each step as an update of one daemon, which starts anew when its options change."""

    files = sorted(path.name for path in DATA.glob("fine-grained-*.test"))

    def setup(self) -> None:
        super().setup()
        self.server: tuple[list[str], str, Server] | None = None

    def check(self, step: int, sources: list[BuildSource]) -> list[str]:
        try:
            flags, config, options = self.options(step)
        except SystemExit:
            return self.printed()
        if self.server is None or self.server[:2] != (flags, config):
            self.server = (flags, config, Server(options, "dmypy.json"))
        server = self.server[2]
        response = server.check(sources, export_types=False, is_tty=False, terminal_width=-1)
        manager = server.fine_grained_manager
        wanted = self.testcase.expected_rechecked_modules.get(step - 1)
        if step > 1 and wanted is not None and manager is not None:
            assert_module_equivalence(
                f"rechecked in step {step}", wanted, set(manager.updated_modules)
            )
        lines = response["out"].splitlines() + response["err"].splitlines()
        return [*lines, *self.printed()]
