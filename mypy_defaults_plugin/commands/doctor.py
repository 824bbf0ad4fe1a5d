"""``doctor``: whether the plugin works in this installation, with this configuration."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mypy.version import __version__ as mypy_version

from mypy_defaults_plugin.codes import LEAKED_DEFAULT, MUTABLE_DEFAULT, MUTATED_DEFAULT
from mypy_defaults_plugin.commands.config import why_off
from mypy_defaults_plugin.host.configuration import Configuration, read_configuration
from mypy_defaults_plugin.host.versions import (
    OLDEST_TESTED,
    is_tested,
    parts_of,
    tested_range,
)
from mypy_defaults_plugin.settings import SettingsError, SettingsTable, read_settings
from mypy_defaults_plugin.settings.messages import did_you_mean, quoted

PLUGIN: Final = "mypy_defaults_plugin"
ENTRY: Final = f"{PLUGIN}:plugin"
HOW_TO_LOAD: Final = (
    f'write "plugins = {PLUGIN}" below "[mypy]" in mypy.ini or setup.cfg, or'
    f' "plugins = ["{PLUGIN}"]" below "[tool.mypy]" in pyproject.toml'
)
OK, NOTE, PROBLEM = "ok", "note", "PROBLEM"
MODULE: Final = "mypy_defaults_plugin_example"
EXAMPLE: Final = """\
def add(item, cart=[]):
    cart.append(item)
    return cart
"""
IN_EXAMPLE: Final = (MUTABLE_DEFAULT.code, MUTATED_DEFAULT.code, LEAKED_DEFAULT.code)


@dataclass(frozen=True)
class Observation:
    """One line of the examination."""

    state: str
    text: str


def doctor(config_file: str | None) -> int:
    """Print what was examined; give 1 if something keeps the plugin from working."""
    status = 0
    for seen in examine(config_file):
        print(f"{seen.state:7}  {seen.text}", flush=True)
        if seen.state == PROBLEM:
            status = 1
    return status


def examine(config_file: str | None) -> Iterator[Observation]:
    """Look at one thing after the other, as far as they go."""
    yield _mypy()
    yield from _mypy_on_path()
    configuration = read_configuration(config_file)
    for complaint in configuration.complaints:
        yield Observation(NOTE, f"mypy says: {complaint}")
    if configuration.file is None:
        yield Observation(
            PROBLEM, f"mypy reads no configuration file here, so it loads no plugin: {HOW_TO_LOAD}"
        )
        return
    yield Observation(OK, f"mypy reads {configuration.file}")
    plugins = _plugins(configuration)
    yield plugins
    try:
        table = read_settings(configuration.file)
    except SettingsError as error:
        for message in error.messages:
            yield Observation(PROBLEM, message)
        return
    yield Observation(OK, "the plugin's settings are valid")
    if plugins.state == OK:
        yield _known_finding(configuration, table)


def _mypy() -> Observation:
    tested = tested_range()
    here = f"mypy {mypy_version} on Python {sys.version.partition(' ')[0]} in {sys.prefix}"
    if parts_of(mypy_version) < OLDEST_TESTED:
        return Observation(PROBLEM, f"{here}: too old, the plugin is tested with {tested}")
    if not is_tested(mypy_version):
        text = f"{here}: newer than {tested}, which the plugin is tested with"
        return Observation(NOTE, f"{text}; where it does not fit, it says so and stops mypy")
    return Observation(OK, f"{here}; tested are {tested}")


def _mypy_on_path() -> Iterator[Observation]:
    """Look whether the command ``mypy`` is another installation, which may lack the plugin."""
    found = shutil.which("mypy")
    if found is not None and Path(found).parent.resolve() != Path(sys.executable).parent.resolve():
        own = Path(sys.executable).parent / "mypy"
        text = f'the command "mypy" is {found}, another installation: use {own}, or install the'
        yield Observation(NOTE, f"{text} plugin there too")


def _plugins(configuration: Configuration) -> Observation:
    names = configuration.options.plugins
    ours = [name for name in names if name in (PLUGIN, ENTRY)]
    others = ", ".join(name for name in names if name not in (PLUGIN, ENTRY)) or "none"
    if ours:
        return Observation(OK, f"it loads the plugin; other plugins: {others}")
    for name in names:
        if did_you_mean(name, [PLUGIN]):
            text = f"it loads {quoted(name)}: did you mean {quoted(PLUGIN)}?"
            return Observation(PROBLEM, text)
    text = f"it does not load the plugin (plugins: {others}): {HOW_TO_LOAD}"
    return Observation(PROBLEM, text)


def _known_finding(configuration: Configuration, table: SettingsTable) -> Observation:
    """Have mypy check a small program with the user's configuration."""
    off = {code: why_off(code, MODULE, configuration, table) for code in IN_EXAMPLE}
    expected = [code for code, why in off.items() if why is None]
    if not expected:
        reasons = "; ".join(f"{code}: {why}" for code, why in off.items())
        return Observation(NOTE, f"no finding to look for, all are off ({reasons})")
    run = _run(configuration)
    missing = [code for code in expected if f"[{code}]" not in run.stdout]
    if not missing:
        return Observation(OK, f"known findings are found: {', '.join(expected)}")
    said = (run.stdout + run.stderr).splitlines()
    text = f"not found in a small program: {', '.join(missing)}; exit status {run.returncode}"
    return Observation(PROBLEM, "\n         ".join([text, *said]))


def _run(configuration: Configuration) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as directory:
        program = Path(directory, f"{MODULE}.py")
        program.write_text(EXAMPLE, encoding="utf-8")
        command = [sys.executable, "-m", "mypy", f"--config-file={configuration.file}"]
        command += ["--cache-dir", os.path.join(directory, "cache")]
        command += ["--show-error-codes", "--no-pretty", str(program)]
        return subprocess.run(command, capture_output=True, text=True, check=False)
