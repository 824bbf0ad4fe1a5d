"""The checks, one file a code: each takes the facts of a module and yields findings."""

from collections.abc import Callable, Iterator
from typing import Final

from mypy_defaults_plugin.checks import mutable_default
from mypy_defaults_plugin.declared.marker import Markers
from mypy_defaults_plugin.finding import Finding
from mypy_defaults_plugin.mutability.judge import Judge
from mypy_defaults_plugin.walk import ModuleFacts

CHECKS: Final[dict[str, Callable[[ModuleFacts, Judge, Markers], Iterator[Finding]]]] = {
    mutable_default.CODE.code: mutable_default.check
}
