"""What holds for every test: the same environment everywhere, and nothing skipped in silence."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from interpreters import MISSING_INTERPRETER

pytest_plugins = ["data_suite", "pytester"]


def pytest_configure() -> None:
    """Take away what would change mypy's behaviour or output."""
    for name in list(os.environ):
        if name.startswith(("MYPY", "PYTEST_ADDOPTS")) or name in {"FORCE_COLOR", "PYTHONPATH"}:
            del os.environ[name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start what takes long first, so that at the end no processor waits for another."""
    items.sort(key=_minutes, reverse=True)


def _minutes(item: pytest.Item) -> float:
    slow = item.get_closest_marker("slow")
    return 0 if slow is None else float(slow.kwargs.get("minutes", 1))


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Count a skipped test as failed, unless a Python is missing: it proves nothing."""
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext
        if MISSING_INTERPRETER not in reason:
            report.outcome = "failed"
            report.longrepr = f"Skipped tests count as failed here. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_if_skipped(report)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the lines that tests have recorded as their summary."""
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    for report in reports:
        if getattr(report, "when", None) != "call":
            continue
        for name, value in getattr(report, "user_properties", []):
            if name == "summary":
                terminalreporter.write_line(str(value))
