"""The note below an error: the exact code that mends it."""
