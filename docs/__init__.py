"""The documents, and the commands that make some of them."""
