"""Is this object mutable? Judged by type and binding, before type checking."""
