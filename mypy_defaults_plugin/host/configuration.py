"""mypy's configuration outside a run of mypy, read by mypy itself."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass

from mypy.config_parser import parse_config_file
from mypy.errorcodes import error_codes
from mypy.options import Options


@dataclass(frozen=True)
class Configuration:
    """The file that mypy reads (None for none), what it says, and what mypy complains of."""

    file: str | None
    options: Options
    complaints: list[str]

    def for_module(self, module: str) -> Options:
        """Give mypy's options for a module."""
        return self.options.clone_for_module(module)


def read_configuration(config_file: str | None) -> Configuration:
    """Read the configuration that mypy would read here, or the file that is given."""
    options = Options()
    if config_file is not None and not os.path.isfile(config_file):
        return Configuration(None, options, [f'there is no file "{config_file}"'])
    said = io.StringIO()
    parse_config_file(options, lambda: None, config_file, said, said)
    off = {error_codes[code] for code in options.disable_error_code if code in error_codes}
    on = {error_codes[code] for code in options.enable_error_code if code in error_codes}
    options.disabled_error_codes = off - on
    options.enabled_error_codes = on
    return Configuration(options.config_file, options, said.getvalue().splitlines())
