"""The reader's network: the tagger's upper layers, learned on, with heads that ask for phrases, figures and worth."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertLayer

ROLES = ("actor", "target", "place", "figure")
WIDTH = 64
"""Numbers with which an event asks, and a phrase answers, for one role."""

HIDDEN = 384
SHARPNESS = 4.0
SURE = 3.0
"""How much the rules' tie of a figure weighs at first."""


class Reader(nn.Module):
    """`layers` go on from the tagger's lower ones; the heads are linear, as the package applies them with numpy."""

    def __init__(self, layers: list[dict[str, Tensor]], kinds: int, facts: tuple[int, int]) -> None:
        """`layers` holds the weights of each layer to begin with; `facts` counts those of worth and those of ties."""
        super().__init__()
        config = BertConfig(
            hidden_size=HIDDEN, num_attention_heads=12, intermediate_size=4 * HIDDEN, attn_implementation="eager"
        )
        self.layers = nn.ModuleList()
        for weights in layers:
            layer = BertLayer(config)
            layer.load_state_dict(weights)
            self.layers.append(layer)
        self.dropout = nn.Dropout(0.3)
        self.ask_word = nn.Linear(HIDDEN, WIDTH * len(ROLES))
        self.ask_words = nn.Linear(HIDDEN, WIDTH * len(ROLES))
        self.answer_head = nn.Linear(HIDDEN, WIDTH * len(ROLES))
        self.answer_first = nn.Linear(HIDDEN, WIDTH * len(ROLES))
        self.answer_last = nn.Linear(HIDDEN, WIDTH * len(ROLES))
        self.nobody = nn.Linear(HIDDEN, 2)
        self.worth = nn.Linear(HIDDEN, 1)
        self.worth_kinds = nn.Parameter(torch.zeros(kinds))
        self.worth_facts = nn.Linear(facts[0], 1)
        self.tie_facts = nn.Linear(facts[1], 1)
        with torch.no_grad():
            self.tie_facts.weight.zero_()
            self.tie_facts.weight[0, 0], self.tie_facts.bias[0] = 2 * SURE, -SURE
            for head in (self.ask_word, self.ask_words, self.nobody, self.worth):
                head.weight.mul_(0.5)

    def encode(self, lower: Tensor, mask: Tensor) -> Tensor:
        """Hidden states (windows, pieces, hidden) from the tagger's lower ones; `mask` (windows, pieces) is 1 at pieces."""
        away = (1 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            lower = layer(lower, away)
            lower = lower[0] if isinstance(lower, tuple) else lower
        return lower

    def questions(self, word: Tensor, words: Tensor) -> Tensor:
        """What events ask, (events, roles, width), from the states of their own word and the mean of all their words."""
        return torch.tanh(self.ask_word(word) + self.ask_words(words)).view(-1, len(ROLES), WIDTH)

    def answers(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What pieces answer as head, first and last of a phrase: (pieces, roles, width) each."""
        heads = (self.answer_head, self.answer_first, self.answer_last)
        head, first, last = (layer(states).view(-1, len(ROLES), WIDTH) for layer in heads)
        return head, first, last
