"""The web desk: pages, forms and maps over one ledger, served to a browser on the same machine."""
