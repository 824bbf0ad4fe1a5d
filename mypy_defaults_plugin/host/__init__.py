"""The only room that touches mypy beyond its plugin API."""
