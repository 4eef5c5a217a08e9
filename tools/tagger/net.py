"""The tagger's network: one encoder, heads that tag word pieces, and cues that point to what they attribute."""

from __future__ import annotations

import torch
from corpora import LENGTH, MEASURES
from torch import Tensor, nn

ROLES = ("content_start", "content_end", "content_inside", "source_start", "source_end", "source_inside")
WIDTH = 64
"""Numbers with which a cue asks, and a piece answers, for one role."""

BUCKETS = 24
"""Distances that are told apart to each side of the cue; farther ones share buckets of growing width."""


def bucket(distance: Tensor) -> Tensor:
    """Distance in pieces (negative: before the cue) to a bucket 0..2*BUCKETS."""
    size = distance.abs().float()
    far = 8 + (torch.log(size.clamp(min=8) / 8) / 0.25)
    index = torch.where(size < 8, size, far).long().clamp(max=BUCKETS)
    return BUCKETS + torch.sign(distance).long() * index


class Tagger(nn.Module):
    """`tags` gives BIO scores of cue, source, content (3 x 3) and of figures (1 + 2 per measure); `ask` and `answer` are the pointers' parts."""

    def __init__(self, encoder: nn.Module, hidden: int = 384) -> None:
        super().__init__()
        self.encoder = encoder
        self.tags = nn.Linear(hidden, 9)
        self.figures = nn.Linear(hidden, 1 + 2 * len(MEASURES))
        self.keys = nn.Sequential(nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, WIDTH * len(ROLES)))
        self.first = nn.Linear(hidden, WIDTH * len(ROLES))
        self.last = nn.Linear(hidden, WIDTH * len(ROLES))
        self.near = nn.Parameter(torch.zeros(len(ROLES), 2 * BUCKETS + 1))
        self.none = nn.Parameter(torch.zeros(len(ROLES)))
        self.dropout = nn.Dropout(0.1)

    def forward(self, pieces: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        hidden = self.dropout(self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state)
        return self.tags(hidden), self.figures(hidden), self.keys(hidden), self.first(hidden), self.last(hidden)

    def point(
        self, keys: Tensor, first: Tensor, last: Tensor, row: Tensor, start: Tensor, end: Tensor, mask: Tensor
    ) -> Tensor:
        """Scores (cues, roles, pieces) of every piece of the cue's window for every role; piece 0 stands for "none"."""
        cues, length = len(row), keys.shape[1]
        ask = torch.tanh(first[row, start] + last[row, end]).view(cues, len(ROLES), WIDTH)
        answer = keys[row].view(cues, length, len(ROLES), WIDTH)
        scores = torch.einsum("crw,clrw->crl", ask, answer) / WIDTH**0.5 * 3
        at = torch.arange(length, device=keys.device)
        distance = torch.where(
            at[None] < start[:, None], at[None] - start[:, None], (at[None] - end[:, None]).clamp(min=0)
        )
        scores = scores + self.near[:, bucket(distance)].permute(1, 0, 2)
        scores = torch.cat([scores[:, :, :1] + self.none[None, :, None], scores[:, :, 1:]], dim=2)
        return scores.masked_fill(~mask[row][:, None].bool(), -1e4)


__all__ = ["BUCKETS", "LENGTH", "ROLES", "WIDTH", "Tagger", "bucket"]
