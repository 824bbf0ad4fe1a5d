"""What other modules need to know of a module: gathered, stored in mypy's cache, looked up."""
