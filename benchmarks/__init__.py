"""What the plugin costs beside mypy, on real trees; see ``python -m benchmarks --help``."""
