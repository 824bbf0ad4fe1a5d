"""Runs the plugin over pinned public packages and records what it reports there."""
