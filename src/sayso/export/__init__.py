"""Claims and incidents in the formats that others read, streamed from one view of a ledger."""
