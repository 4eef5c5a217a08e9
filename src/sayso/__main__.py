"""`sayso` and `python -m sayso`: run the command line, and turn errors into one line and an exit status."""

from __future__ import annotations

import sys

from sayso.cli.app import app
from sayso.errors import InputError, NotFoundError, SaysoError


def main() -> None:
    """Exit status 0 when all went well, 1 where something could not be read or found, 2 where nothing could be done."""
    try:
        app(prog_name="sayso")
    except SaysoError as error:
        sys.stderr.write(f"sayso: {error}\n")
        sys.exit(1 if isinstance(error, InputError | NotFoundError) else 2)


if __name__ == "__main__":
    main()
