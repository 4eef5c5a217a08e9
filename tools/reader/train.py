"""Train the reader on coded articles. See docs/models.md for what it learns from and how well it does.

    python tools/reader/train.py CORPUS... [--out FOLDER]

Each CORPUS is a folder with `docs.jsonl` and `gold.jsonl`. The tagger's lower layers stay as they are shipped; its upper
two are learned on, with the heads, by AdamW (Loshchilov & Hutter 2019). Train the tagger before it, never after.
"""

from __future__ import annotations

import argparse
import math
import pickle
import random
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from examples import KINDS, UNTOLD, Event, Example, read
from export import export
from held import is_held
from layers import layers
from net import ROLES, SHARPNESS, Reader
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

ROOT = Path(__file__).resolve().parents[2]
TAGGER = ROOT / "src" / "sayso" / "language" / "tagger_model" / "model.onnx"
OUT = ROOT / "src" / "sayso" / "language" / "reader_model"
NAME = "reader-1"  # each claim says by which reader it was made: count up with every new training
OWN = range(4, 6)  # the tagger's layers that are learned on
FACTS = (6, 13)  # facts of worth, of ties
BATCH, WARM = 6, 40  # articles a step, steps until the rate is full
LAYER_RATE, HEAD_RATE, DECAY = 2e-4, 1e-3, 0.01
SHARES = {"actor": 1.0, "target": 1.0, "place": 0.5, "worth": 0.5, "ties": 0.5}  # of the loss
Fits = Callable[[list[tuple[int, int, int]], int], Tensor]
Losses = defaultdict[str, list[Tensor]]


def encode(reader: Reader, batch: list[Example]) -> list[Tensor]:
    """The hidden states of all pieces of each article."""
    windows = [states for example in batch for _, states in example.lower]
    length = max(len(states) for states in windows)
    lower, mask = torch.zeros(len(windows), length, windows[0].shape[1]), torch.zeros(len(windows), length)
    for n, states in enumerate(windows):
        lower[n, : len(states)], mask[n, : len(states)] = torch.from_numpy(states.astype(np.float32)), 1
    hidden = reader.dropout(reader.encode(lower, mask))
    found, at = [], 0
    for example in batch:
        rows = []
        for window, _ in example.lower:
            rows.append(hidden[at, window.keep_from - window.first + 1 : window.keep_to - window.first + 1])
            at += 1
        found.append(torch.cat(rows))
    return found


def losses(reader: Reader, example: Example, hidden: Tensor) -> Losses:
    """The losses of one article by what they are of, one tensor for each event or figure."""
    found: Losses = defaultdict(list)
    pieces = torch.from_numpy(example.pieces)
    own = hidden[pieces[[event.words[0] for event in example.events], 0]]
    whole = torch.stack([hidden[pieces[list(event.words), 0]].mean(0) for event in example.events])
    asked, answers = reader.questions(own, whole), reader.answers(hidden)
    nobody, worth = reader.nobody(own), reader.worth(own + whole)[:, 0]

    def fits(phrases: list[tuple[int, int, int]], role: int, question: Tensor) -> Tensor:
        head, first, last = torch.tensor(phrases).T
        rows = pieces[head, 0], pieces[first, 0], pieces[last, 1]
        states = sum(answer[row, role] for answer, row in zip(answers, rows, strict=True))
        return states @ question[role] / SHARPNESS

    for n, event in enumerate(example.events):
        _role_losses(found, event, nobody[n], lambda phrases, role, n=n: fits(phrases, role, asked[n]))
        if event.optional:
            continue
        known = reader.worth_facts(torch.tensor(event.facts).float())[0] + reader.worth_kinds[event.kind]
        found["worth"].append(binary_cross_entropy_with_logits(worth[n] + known, torch.tensor(float(event.coded))))
        if event.ties:
            odds = fits([example.figures[tie.figure] for tie in event.ties], ROLES.index("figure"), asked[n])
            odds = odds + reader.tie_facts(torch.tensor([tie.facts for tie in event.ties]).float())[:, 0]
            right = torch.tensor([float(tie.right) for tie in event.ties])
            found["ties"].append(binary_cross_entropy_with_logits(odds, right, reduction="sum"))
    return found


def _role_losses(found: Losses, event: Event, nobody: Tensor, fits: Fits) -> None:
    """Actor and target: a choice among phrases and nobody. Places: each for itself."""
    if event.optional:
        return
    for role, right in enumerate(event.right or ()):
        if right:
            phrases = fits(list(event.phrases), role) if event.phrases else torch.zeros(0)
            scores = torch.cat([nobody[role : role + 1], phrases])
            chosen = torch.logsumexp(scores[list(right)], 0)
            found[ROLES[role]].append(event.weight * (torch.logsumexp(scores, 0) - chosen))
    if event.places:
        odds = fits([place.phrase for place in event.places], ROLES.index("place"))
        right = torch.tensor([float(place.right) for place in event.places])
        weight = UNTOLD if event.right is None else 1.0
        found["place"].append(weight * binary_cross_entropy_with_logits(odds, right, reduction="sum"))


def train(examples: list[Example], passes: int, seed: int) -> Reader:
    """A reader trained on all of the examples."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    reader = Reader(layers(TAGGER, OWN), len(KINDS), FACTS)
    heads = [weights for name, weights in reader.named_parameters() if not name.startswith("layers.")]
    optimiser = torch.optim.AdamW(
        [{"params": reader.layers.parameters(), "lr": LAYER_RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=DECAY,
    )
    rates, begun, step = (LAYER_RATE, HEAD_RATE), time.time(), 0
    steps = passes * math.ceil(len(examples) / BATCH)
    reader.train()
    for number in range(passes):
        rng.shuffle(examples)
        told: defaultdict[str, list[float]] = defaultdict(list)
        for at in range(0, len(examples), BATCH):
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * max(0.02, min(1.0, (step + 1) / WARM) * (1 - step / steps))
            batch = examples[at : at + BATCH]
            found: Losses = defaultdict(list)
            for example, hidden in zip(batch, encode(reader, batch), strict=True):
                for name, values in losses(reader, example, hidden).items():
                    found[name].extend(values)
                    told[name].extend(float(value.detach()) for value in values)
            events = sum(len(example.events) for example in batch)
            optimiser.zero_grad()
            (sum(SHARES[name] * sum(values) for name, values in found.items()) / events).backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            step += 1
        means = " ".join(f"{name} {np.mean(values):.3f}" for name, values in told.items())
        print(f"pass {number + 1} of {passes}, {time.time() - begun:.0f} s: {means}", flush=True)
    return reader


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "reader")
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hold", type=int, help="leave out this quarter of the articles (0 to 3), to measure on them")
    parser.add_argument("--examples", type=Path, help="keep what was read of the corpora here, or take it from here")
    args = parser.parse_args()
    if args.examples is not None and args.examples.exists():
        examples = pickle.loads(args.examples.read_bytes())
    else:
        examples = [example for folder in args.corpora for example in read(folder)]
        if args.examples is not None:
            args.examples.write_bytes(pickle.dumps(examples))
    examples = [e for e in examples if e.events and not is_held(e.id, args.hold)]
    print(f"{len(examples)} articles, {sum(len(e.events) for e in examples)} events", flush=True)
    export(train(examples, args.passes, args.seed), args.out, args.work, name=NAME, kinds=KINDS)


if __name__ == "__main__":
    main()
