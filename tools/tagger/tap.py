"""Let the shipped tagger hand out what its lower layers make of the word pieces, which the reader goes on from.

python tools/tagger/tap.py MODEL.onnx
"""

from __future__ import annotations

import sys
from pathlib import Path

import onnx

LAYERS = 4  # of six; the reader has the rest of its own
NAME = "lower"


def tap(model: Path) -> None:
    """Add the output `lower` (windows, pieces, 384): the hidden states after the first LAYERS layers. Idempotent."""
    graph = onnx.load(model)
    if any(output.name == NAME for output in graph.graph.output):
        return
    found = [
        node.output[0]
        for node in graph.graph.node
        if node.op_type == "LayerNormalization" and f"layer.{LAYERS - 1}/output/LayerNorm" in node.name
    ]
    if len(found) != 1:
        raise SystemExit(f"found {len(found)} ends of layer {LAYERS}, expected one: the encoder is built otherwise")
    graph.graph.node.append(onnx.helper.make_node("Identity", found, [NAME], name=NAME))
    shape = ["windows", "pieces", 384]
    graph.graph.output.append(onnx.helper.make_tensor_value_info(NAME, onnx.TensorProto.FLOAT, shape))
    onnx.save(graph, model)


if __name__ == "__main__":
    tap(Path(sys.argv[1]))
