"""Sayso from Python, as in a notebook: read reports, ask the ledger in words, tables and displays of what comes of it."""
