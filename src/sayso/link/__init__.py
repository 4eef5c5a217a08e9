"""Which claims tell of one happening, and why."""
