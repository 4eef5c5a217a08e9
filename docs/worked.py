"""Worked notebooks: each run from its first cell in a kernel of its own, and written with what that gives, so that a change shows.

    python docs/worked.py           write them
    python docs/worked.py --check   say by the exit status whether they are current

>>> cleaned({"metadata": {"execution": {"busy": 1}}, "execution_count": 7}, 1)
{'metadata': {}, 'execution_count': 1}
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

_FORMAT: Any = nbformat  # it has no types
LONGEST = 600  # seconds that a cell may take
NOTEBOOKS = Path(__file__).resolve().parent / "notebooks"
# What is no matter of the machine that ran it.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def worked(path: Path) -> str:
    """The notebook at `path` as it is once all its cells have run, in its own folder; an error of a cell is raised."""
    notebook: Any = _FORMAT.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=LONGEST, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    number = 0
    for cell in notebook.cells:
        number += cell.cell_type == "code"
        cleaned(cell, number)
    notebook.metadata = _FORMAT.from_dict(METADATA)
    made: str = _FORMAT.writes(notebook)
    return made + "\n"


def cleaned(cell: Any, number: int) -> Any:
    """The cell with its place in the order instead of when it ran."""
    cell["metadata"] = {}
    for one in [cell, *cell.get("outputs", ())]:
        if "execution_count" in one:
            one["execution_count"] = number
    return cell


def outputs(notebook: str) -> list[list[dict[str, Any]]]:
    """What each code cell of a notebook shows: by its media type, or what it printed."""
    cells = json.loads(notebook)["cells"]
    return [
        [one.get("data") or {one.get("name", "error"): one.get("text")} for one in cell["outputs"]]
        for cell in cells
        if cell["cell_type"] == "code"
    ]


def main(arguments: list[str]) -> int:
    """Write the notebooks, or with --check compare them."""
    behind = [
        (path, made) for path in sorted(NOTEBOOKS.glob("*.ipynb")) if (made := worked(path)) != path.read_text("utf-8")
    ]
    for path, made in behind:
        if "--check" in arguments:
            sys.stderr.write(f"{path.name} is behind the program; run: make docs\n")
        else:
            path.write_text(made, encoding="utf-8")
    return 1 if behind and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
