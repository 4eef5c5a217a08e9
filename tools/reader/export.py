"""Write the trained reader as the package ships it: int8 ONNX layers, heads as halves, description."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from net import HIDDEN, ROLES, WIDTH, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

HEADS = (
    "ask_word",
    "ask_words",
    "answer_head",
    "answer_first",
    "answer_last",
    "nobody",
    "worth",
    "worth_facts",
    "tie_facts",
)


class Layers(nn.Module):
    """The layers alone, for one window without padding."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, lower: Tensor) -> Tensor:
        return self.reader.encode(lower, torch.ones_like(lower[:, :, 0]))


def export(reader: Reader, out: Path, work: Path, *, name: str, kinds: Sequence[str]) -> None:
    """Write model.onnx, heads.npz and reader.json into `out`; what passes on the way lies in `work`."""
    reader.eval()
    for folder in (out, work):
        folder.mkdir(parents=True, exist_ok=True)
    exact, ready = work / "reader-float.onnx", work / "reader-ready.onnx"
    torch.onnx.export(
        Layers(reader),
        (torch.randn(1, 40, HIDDEN),),
        str(exact),
        input_names=["lower"],
        output_names=["hidden"],
        dynamic_axes={"lower": {1: "pieces"}, "hidden": {1: "pieces"}},
        opset_version=17,
        dynamo=False,
    )
    quant_pre_process(str(exact), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready),
        str(out / "model.onnx"),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm"],
    )
    weights = {"worth_kinds": reader.worth_kinds}
    for head in HEADS:
        layer = getattr(reader, head)
        weights[f"{head}.weight"], weights[f"{head}.bias"] = layer.weight.T, layer.bias
    halves = {key: value.detach().numpy().astype(np.float16) for key, value in weights.items()}
    np.savez(out / "heads.npz", **halves)
    facts = {"name": name, "width": WIDTH, "roles": ROLES, "kinds": list(kinds)}
    (out / "reader.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
