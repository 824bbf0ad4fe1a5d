"""Follow a default through its function: where it may be, and what happens to it there."""
