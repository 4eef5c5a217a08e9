"""Write the trained tagger as the package ships it: int8 ONNX, tokeniser, description.

python tools/tagger/export.py --trained build/tagger --out src/sayso/language/tagger_model
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from corpora import MEASURES
from encoder import unpack
from net import WIDTH, Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tap import tap
from torch import Tensor, nn
from transformers import AutoModel

NAME = "tagger-1"  # each claim says by which tagger it was made: count up with every new training
CUE_THRESHOLD = 0.5  # how likely a piece is to be a cue before it counts as one; chosen on held-out training articles
INSIDE_WEIGHT = 0.1  # weight of the pieces between the ends; chosen likewise


class Shipped(nn.Module):
    """The network with its outputs named as the package reads them."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, pieces: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        return self.tagger(pieces, mask)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, default=Path("build/encoder"), help="where the encoder is unpacked")
    parser.add_argument("--trained", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--keep-float", action="store_true", help="leave out the rounding to int8")
    args = parser.parse_args()
    unpack(args.encoder)
    args.out.mkdir(parents=True, exist_ok=True)
    tagger = Tagger(AutoModel.from_pretrained(args.encoder, add_pooling_layer=False, attn_implementation="eager"))
    tagger.load_state_dict(torch.load(args.trained / "tagger.pt", weights_only=True))
    tagger.eval()
    exact, ready = args.trained / "model-float.onnx", args.trained / "model-ready.onnx"
    sample = (torch.randint(999, 20000, (2, 40)), torch.ones(2, 40, dtype=torch.long))
    axes = {0: "windows", 1: "pieces"}
    names = ["tags", "figures", "keys", "first", "last"]
    torch.onnx.export(
        Shipped(tagger),
        sample,
        str(exact),
        input_names=["pieces", "mask"],
        output_names=names,
        dynamic_axes=dict.fromkeys(["pieces", "mask", *names], axes),
        opset_version=17,
        dynamo=False,
    )
    if args.keep_float:
        shutil.copy(exact, args.out / "model.onnx")
    else:
        quant_pre_process(str(exact), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(args.out / "model.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
    tap(args.out / "model.onnx")
    shutil.copy(args.encoder / "tokenizer.json", args.out / "tokenizer.json")
    facts = {
        "name": NAME,
        "cue_threshold": CUE_THRESHOLD,
        "inside_weight": INSIDE_WEIGHT,
        "width": WIDTH,
        "measures": MEASURES,
        "none": [round(float(x), 5) for x in tagger.none],
        "near": [[round(float(x), 5) for x in row] for row in tagger.near],
    }
    (args.out / "tagger.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    for path in sorted(args.out.iterdir()):
        print(f"{path.stat().st_size:>12,} {path.name}")


if __name__ == "__main__":
    main()
