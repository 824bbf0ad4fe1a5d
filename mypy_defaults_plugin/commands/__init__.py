"""What ``python -m mypy_defaults_plugin`` does. The plugin itself imports nothing of it."""
