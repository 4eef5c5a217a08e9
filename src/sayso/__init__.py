"""Reads reports of armed conflict and keeps what they say, tied to the words and to whoever says so."""

__version__ = "0.1.0"
