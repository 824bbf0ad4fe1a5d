"""The checks, one file a code: each takes the facts of a module and yields findings."""

from collections.abc import Callable, Iterator
from typing import Final

from mypy_defaults_plugin.checks import (
    leaked_default,
    missing_default_factory,
    mutable_default,
    mutated_default,
    pydantic_default,
)
from mypy_defaults_plugin.declared.marker import Markers
from mypy_defaults_plugin.finding import Finding
from mypy_defaults_plugin.mutability.judge import Judge
from mypy_defaults_plugin.walk import ModuleFacts

CHECKS: Final[dict[str, Callable[[ModuleFacts, Judge, Markers], Iterator[Finding]]]] = {
    mutable_default.CODE.code: mutable_default.check,
    mutated_default.CODE.code: mutated_default.check,
    leaked_default.CODE.code: leaked_default.check,
    missing_default_factory.CODE.code: missing_default_factory.check,
    pydantic_default.CODE.code: pydantic_default.check,
}
