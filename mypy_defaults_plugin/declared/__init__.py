"""What a parameter's declared type says: read-only, marked as shared, and how it is spelt."""
