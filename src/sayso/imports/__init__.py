"""What others hold, brought into the ledger: documents from tables, our own exports, and reference data."""
