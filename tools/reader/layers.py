"""The tagger's upper layers, read back out of the int8 model that the package ships: what the reader begins with."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

DENSE = (
    "attention/self/query",
    "attention/self/key",
    "attention/self/value",
    "attention/output/dense",
    "intermediate/dense",
    "output/dense",
)
NORMS = ("attention.output.LayerNorm", "output.LayerNorm")


def layers(model: Path, numbers: range) -> list[dict[str, Tensor]]:
    """The weights of these layers of the tagger's encoder, as torch holds them."""
    graph = onnx.load(model).graph
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    return [_layer(list(graph.node), held, number) for number in numbers]


def _layer(nodes: list[onnx.NodeProto], held: dict[str, np.ndarray], number: int) -> dict[str, Tensor]:
    base = f"/tagger/encoder/encoder/layer.{number}"
    found: dict[str, Tensor] = {}
    for dense in DENSE:
        (product,) = (n for n in nodes if n.op_type == "MatMulInteger" and n.name.startswith(f"{base}/{dense}/MatMul"))
        name = product.input[1].removesuffix("_quantized")
        rounded, zero = held[product.input[1]], held[f"{name}_zero_point"]
        exact = (rounded.astype(np.float32) - zero.astype(np.float32)) * held[f"{name}_scale"]
        (bias,) = (
            held[part]
            for n in nodes
            if n.op_type == "Add" and n.name.startswith(f"{base}/{dense}/Add")
            for part in n.input
            if part in held
        )
        stem = dense.replace("/", ".")
        found[f"{stem}.weight"], found[f"{stem}.bias"] = torch.tensor(exact.T.copy()), torch.tensor(bias.copy())
    for norm in NORMS:
        for part in ("weight", "bias"):
            found[f"{norm}.{part}"] = torch.tensor(held[f"tagger.encoder.encoder.layer.{number}.{norm}.{part}"].copy())
    return found
