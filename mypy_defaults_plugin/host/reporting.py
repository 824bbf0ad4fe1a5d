"""Hands findings to mypy's error collector, before the module is type-checked."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from mypy.errors import CompileError
from mypy.scope import Scope

from mypy_defaults_plugin.codes import FAILURE, disabled_codes
from mypy_defaults_plugin.host.source_text import SourceText

if TYPE_CHECKING:
    from mypy.errors import Errors
    from mypy.nodes import MypyFile
    from mypy.options import Options

    from mypy_defaults_plugin.finding import Finding
    from mypy_defaults_plugin.settings import Settings

NOWHERE: Final = (0,)
"""The lines whose ``type: ignore`` holds for a failure."""


def log_of(options: Options) -> Callable[[str], None]:
    """Give what takes lines for the log that mypy prints with ``-v``."""

    def log(text: str) -> None:
        if options.verbosity:
            print(f"LOG:  mypy_defaults_plugin: {text}", file=sys.stderr)

    return log


class Reporter:
    """Reports for one module. The module is the target, so that the daemon keeps the errors."""

    def __init__(self, errors: Errors, file: MypyFile, options: Options) -> None:
        self._errors = errors
        self._file = file
        self._options = options
        self.source = SourceText(_read_from(file.path, options))

    @property
    def is_ignored(self) -> bool:
        """Tell whether mypy drops what is reported in this module: a stub or ignored errors."""
        path = self._file.path
        ignored = path in self._errors.ignored_files or self._options.ignore_errors
        return self._file.is_stub or ignored

    @property
    def is_known_by_types(self) -> bool:
        """Tell whether other modules may know of this one what its types say, and no more.

        A module that is followed silently may be a target of the next run, which takes what this
        one stored from the cache: it is known like any other, so that both say the same.
        """
        silent = self._options.follow_imports == "silent" and not self._options.ignore_errors
        return self._file.is_stub or (self.is_ignored and not silent)

    def report(self, finding: Finding, settings: Settings) -> None:
        """Report a finding, or note that an acknowledgement of a disabled one is in use."""
        at = finding.at
        lines = range(at.line, (at.end_line or at.line) + 1)
        code = finding.code
        off_in_mypy = {disabled.code for disabled in self._options.disabled_error_codes}
        if code.code in disabled_codes(settings) or code.code in off_in_mypy:
            self._use_acknowledgement(code.code, lines)
            return
        column, end_column = self.source.columns(at)
        with self._in_file():
            for severity, text in [
                ("error", finding.message),
                *(("note", n) for n in finding.notes),
            ]:
                self._errors.report(
                    at.line,
                    column,
                    text,
                    code=code,
                    severity=severity,
                    origin_span=lines,
                    end_line=at.end_line,
                    end_column=end_column,
                )

    def _use_acknowledgement(self, code: str, lines: range) -> None:
        ignored = self._errors.ignored_lines.get(self._file.path, {})
        for line in lines:
            if line in ignored and (not ignored[line] or code in ignored[line]):
                self._errors.used_ignored_lines[self._file.path][line].append(code)

    @contextmanager
    def guard(self, step: str) -> Iterator[None]:
        """Turn an exception in one step into one error; mypy and the other steps go on."""
        try:
            yield
        except CompileError:
            raise
        except Exception as error:
            if self._options.show_traceback:
                traceback.print_exc(file=sys.stderr)
            with self._in_file():
                self._errors.report(1, 0, _crash(step, error), code=FAILURE, origin_span=NOWHERE)

    @contextmanager
    def _in_file(self) -> Iterator[None]:
        errors = self._errors
        before = (errors.file, errors.target_module, errors.options, errors.scope)
        scope = Scope()
        with scope.module_scope(self._file.fullname):
            errors.set_file(self._file.path, self._file.fullname, self._options, scope)
            try:
                yield
            finally:
                file, module, options, old_scope = before
                errors.file, errors.target_module = file, module
                errors.options, errors.scope = options, old_scope


def _read_from(path: str, options: Options) -> str:
    """Tell where the source really stands: an editor may have mypy read a copy of the file."""
    copies: list[list[str]] = options.shadow_file or []
    for original, copy in copies:
        if original == path or _is_same_file(original, path):
            return copy
    return path


def _is_same_file(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _crash(step: str, error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"mypy_defaults_plugin failed on this module in {step}"
        f" ({type(error).__name__}: {error}; {place.name}, line {place.lineno});"
        " please report it with the output of --show-traceback"
    )
