"""The HTTP API: the ledger as JSON, filtered as the desk and the command line filter; version 1 under /api/v1."""
