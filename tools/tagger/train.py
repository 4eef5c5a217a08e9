"""Train the tagger. See docs/models.md for what it learns from and how well it does.

python tools/tagger/train.py --corpora DIR --out build/tagger
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from corpora import LENGTH, Window, attributed, claimed, tokenise, windows
from encoder import unpack
from net import Tagger
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, default=Path("build/encoder"), help="where the encoder is unpacked")
    parser.add_argument(
        "--corpora", type=Path, required=True, help="holds attribution/, claims_train/, claims_train_clean/"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=float, default=3.1, help="passes over the attributions")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=170, help="stop, with the rate run down, after so long")
    args = parser.parse_args()
    unpack(args.encoder)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)

    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    quoted = attributed(args.corpora / "attribution/polnear-train")
    told = claimed(args.corpora / "claims_train") + claimed(args.corpora / "claims_train_clean")
    for texts in (quoted, told):
        tokenise(texts, tokenizer)
    rng.shuffle(quoted)
    held, quoted = quoted[:30], quoted[30:]
    trial = list(windows(held, rng))

    model = Tagger(AutoModel.from_pretrained(args.encoder, add_pooling_layer=False))
    fresh = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": model.encoder.parameters(), "lr": args.rate}, {"params": fresh, "lr": args.rate * 3}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    rates = [group["lr"] for group in groups]
    begun, step, shown = time.time(), 0, {}
    per_pass = len(list(windows(quoted, random.Random(0), dropping=0.15))) / args.batch
    steps = int(args.passes * per_pass)
    queue: list[list[Window]] = []
    while step < steps:
        if not queue:
            queue = batches(quoted, told, rng, args.batch)
        done = max(step / steps, (time.time() - begun) / (60 * args.minutes))
        if done >= 1:
            break
        for group, rate in zip(groups, rates, strict=True):
            group["lr"] = rate * min(1, (step + 1) / 60) * (1 - done) + 1e-7
        model.train()
        losses = loss_of(model, queue.pop())
        optimiser.zero_grad()
        sum(losses.values()).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        for name, value in losses.items():
            shown[name] = 0.95 * shown.get(name, float(value.detach())) + 0.05 * float(value.detach())
        if step % 20 == 0:
            told_ = " ".join(f"{k} {v:.3f}" for k, v in shown.items())
            print(f"{step}/{steps} {time.time() - begun:.0f}s {told_}", flush=True)
        if step % 200 == 0 or step == steps:
            save(model, args.out)
            print("held out:", trial_losses(model, trial, args.batch), flush=True)
    save(model, args.out)
    print("held out:", trial_losses(model, trial, args.batch), flush=True)


def save(model: Tagger, out: Path) -> None:
    torch.save(model.state_dict(), out / "tagger.pt.part")
    (out / "tagger.pt.part").replace(out / "tagger.pt")


def batches(quoted: list, told: list, rng: random.Random, size: int) -> list[list[Window]]:
    """One pass over the attributions with the claims mixed in, in random order."""
    mixed = [*windows(quoted, rng, dropping=0.15), *windows(told, rng, dropping=0.15)]
    rng.shuffle(mixed)
    return [mixed[i : i + size] for i in range(0, len(mixed), size)]


def tensors(batch: list[Window]) -> tuple[Tensor, Tensor]:
    length = max(len(w.pieces) for w in batch) + 2
    pieces = torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length, dtype=torch.long)
    for n, w in enumerate(batch):
        row = [101, *w.pieces, 102]
        pieces[n, : len(row)] = torch.tensor(row)
        mask[n, : len(row)] = 1
    return pieces, mask


def loss_of(model: Tagger, batch: list[Window]) -> dict[str, Tensor]:
    pieces, mask = tensors(batch)
    length = pieces.shape[1]
    tags, figures, keys, first, last = model(pieces, mask)

    def target(rows: list[list[int]]) -> Tensor:
        out = torch.full((len(rows), length), -100)
        for n, row in enumerate(rows):
            out[n, : len(row)] = torch.tensor(row)
            out[n, 0] = out[n, len(row) - 1] = -100
        return out

    cross = nn.functional.cross_entropy
    losses = {}
    for n, name in enumerate(("cue", "source", "content")):
        rows = target([getattr(w, name) for w in batch])
        if (rows >= 0).any():
            weight = 2.0 if name == "cue" else 0.5
            losses[name] = weight * cross(tags[:, :, 3 * n : 3 * n + 3].permute(0, 2, 1), rows)
    rows = target([w.figure for w in batch])
    if (rows >= 0).any():
        losses["figure"] = cross(figures.permute(0, 2, 1), rows)
    links = [(n, link) for n, w in enumerate(batch) for link in w.links]
    if links:
        row = torch.tensor([n for n, _ in links])
        start = torch.tensor([link.cue[0] for _, link in links])
        end = torch.tensor([link.cue[1] for _, link in links])
        scores = model.point(keys, first, last, row, start, end, mask)
        spans = [(0, "content", 0), (1, "content", 1), (3, "source", 0), (4, "source", 1)]
        point = torch.zeros(())
        for role, name, side in spans:
            wanted = torch.tensor([getattr(link, name)[side] for _, link in links])
            if (wanted >= 0).any():
                point = point + cross(scores[:, role], wanted)
        losses["point"] = 0.5 * point
        inside = torch.zeros(())
        for role, name in ((2, "inside_content"), (5, "inside_source")):
            said = [k for k, (_, link) in enumerate(links) if getattr(link, name) is not None]
            if said:
                wanted = torch.zeros(len(said), length)
                for k, at in enumerate(said):
                    wanted[k, list(getattr(links[at][1], name))] = 1
                weight = mask[row[said]].float()
                raw = nn.functional.binary_cross_entropy_with_logits(scores[said, role], wanted, reduction="none")
                inside = inside + (raw * weight).sum() / weight.sum()
        losses["inside"] = 2 * inside
    return losses


def trial_losses(model: Tagger, trial: list[Window], size: int) -> dict[str, float]:
    model.eval()
    sums: dict[str, float] = {}
    with torch.no_grad():
        for i in range(0, len(trial), size):
            for name, value in loss_of(model, trial[i : i + size]).items():
                sums[name] = sums.get(name, 0.0) + float(value) * len(trial[i : i + size]) / len(trial)
    return {k: round(v, 4) for k, v in sums.items()}


if __name__ == "__main__":
    print(f"windows of {LENGTH} word pieces")
    main()
