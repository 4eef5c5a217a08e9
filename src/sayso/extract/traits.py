"""Traits: what speaks for or against a phrase as the doer, or the sufferer, of an event.

Each trait is a word of its own ("what=armed group|strike"); what it weighs was learned (see `casting`).

>>> distance(0), distance(-3), distance(40)
('0', '-4', '21')
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.extract.candidates import Candidate, Deed, Roster, family_of, key
from sayso.extract.clauses import clause_head, is_passive
from sayso.model import ClaimDraft

_LONGEST = 4  # steps through the parse that are told one by one
_CLIMB = 7  # heads that are climbed over
_DISTANCES = (0, 1, 2, 4, 7, 12, 20)  # tokens, grouped up to each of these
_FREQUENT, _BEYOND = 6, 3  # times a noun is used, sentences back: more counts as this many
_SHOWN_AFTER = frozenset({"ADP", "VERB", "AUX", "PUNCT", "CCONJ"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SHOWN_EDGES = frozenset({"prep", "agent", "dative", "mark"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that tells of an event: head of it, effect or other; noun, verb or passive."""

    token: Token
    chain: tuple[Token, ...]
    part: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """An event as its traits need it."""

    draft: ClaimDraft
    kind: str
    family: str
    form: str
    words: tuple[Word, ...]
    instrument: range
    doer: int | None  # heads of the phrases in the roles that grammar gives
    sufferer: int | None


def setting_of(doc: Doc, draft: ClaimDraft) -> Setting:
    """The event of a draft, read once for all its candidates."""
    event = draft.event
    effects = {token for token, _ in event.effects}
    tokens = dict.fromkeys((event.token, *event.words))
    words = tuple(
        Word(
            token=doc[i],
            chain=_chain(doc[i]),
            part="head" if i == event.token else "effect" if i in effects else "word",
            form=_form(doc[i]),
        )
        for i in tokens
    )
    return Setting(
        draft=draft,
        kind=event.kind,
        family=family_of(event.kind),
        form=words[0].form,
        words=words,
        instrument=range(0) if event.instrument is None else range(event.instrument[0], event.instrument[1] + 1),
        doer=None if event.actor is None else doc[event.actor[0] : event.actor[1] + 1].root.i,
        sufferer=None if event.target is None else doc[event.target[0] : event.target[1] + 1].root.i,
    )


def _form(token: Token) -> str:
    if token.pos_ not in {"VERB", "AUX"}:
        return "noun"
    bare = token.tag_ == "VBN" and not any(child.dep_ == "aux" for child in token.children)
    return "passive" if bare or is_passive(token) else "verb"


def _chain(token: Token) -> tuple[Token, ...]:
    """The token and the heads above it."""
    found = [token]
    while token.head.i != token.i and len(found) < _CLIMB:
        token = token.head
        found.append(token)
    return tuple(found)


def nobody_traits(setting: Setting) -> Iterator[str]:
    """What speaks for leaving a role open."""
    event, kind, family = setting.draft.event, setting.kind, setting.family
    rules = f"{event.actor is not None:d}{event.target is not None:d}"
    yield "nobody"
    yield f"nobody|{family}"
    yield f"nobody|{kind}"
    yield f"nobody|{kind}|{setting.form}"
    yield f"nobody|rules={rules}|{kind}"
    yield f"nobody|rules={rules}|{setting.form}"
    yield f"nobody|said={setting.draft.attribution is not None:d}|{family}"
    yield f"nobody|anaphoric={event.anaphoric:d}|{family}"
    yield f"nobody|{event.status}"
    yield f"nobody|figures={bool(setting.draft.figures):d}|{kind}"
    yield f"nobody|instrument={event.instrument is not None:d}|{kind}"
    yield f"nobody|length={min(6, (event.last - event.first) // 8)}"
    yield f"nobody|apart={event.apart:d}"
    for word in setting.words:
        yield f"nobody|{word.part}|{word.form}"
        yield f"nobody|{word.token.lemma_.lower()}|{word.form}"


def own_traits(setting: Setting, candidate: Candidate) -> Iterator[str]:
    """What a phrase is, for an event of this kind, wherever it stands: the same for all events of the kind."""
    kind, family, what, lemma = setting.kind, setting.family, candidate.what, key(candidate.head)
    yield f"what={what}"
    yield f"what={what}|{family}"
    yield f"what={what}|{kind}"
    yield f"group={candidate.group}|{family}"
    yield f"entity={candidate.head.ent_type_}|{family}"
    yield f"lemma={lemma}"
    yield f"lemma={lemma}|{family}"
    yield f"belongs={candidate.belongs}|{family}"
    yield f"counted={candidate.counted:d}|{family}"
    if candidate.event:
        yield f"event|{family}"


def standing_traits(setting: Setting, candidate: Candidate, back: int, roster: Roster) -> Iterator[str]:
    """What a phrase is to this event, wherever it stands: speaker, site, weapon, doer or sufferer told before."""
    event, kind, family, head = setting.draft.event, setting.kind, setting.family, candidate.head
    if any(head.i == word.token.i for word in setting.words):
        yield f"tells|{family}"
    if head.i in setting.instrument:
        yield f"weapon|{family}"
    elif candidate.first <= setting.instrument.start <= candidate.last and setting.instrument:
        yield f"armed|{family}"
    said = roster.speaks.get(head.i)
    if said:
        own = setting.draft.attribution is not None and setting.draft.attribution.cue in said
        yield f"speaks={own:d}|{family}"
    if head.i in roster.sited:
        yield f"site|{family}"
        yield f"site|{kind}|{candidate.governor}"
    before = _history(roster.acted.get(key(head), []), event.token, setting)
    before += _history(roster.suffered.get(key(head), []), event.token, setting)
    away = max(-1, min(back, _BEYOND))
    yield f"before={before}|{back != 0:d}"
    yield f"before={before}|{away}|{family}"
    yield f"frequency={min(roster.frequency[head.lower_], _FREQUENT)}|{family}"
    yield f"edge={head.dep_}|{back != 0:d}"


def _history(deeds: list[Deed], token: int, setting: Setting) -> str:
    """Whether a noun has the role in an earlier event of the kind, of the family."""
    earlier = [deed for deed in deeds if deed.event < token]
    same = any(deed.kind == setting.kind for deed in earlier)
    alike = any(deed.family == setting.family for deed in earlier)
    return f"{same:d}{alike:d}"


def carried_traits(setting: Setting, candidate: Candidate, back: int) -> Iterator[str]:
    """What a phrase of another sentence shows."""
    kind, family, what = setting.kind, setting.family, candidate.what
    away = max(-1, min(back, _BEYOND))
    yield f"back={back}"
    yield f"back={away}|{family}|{what if candidate.acts else ''}"
    yield f"back|{kind}|{what}"
    yield f"back|{candidate.head.dep_}|{what if candidate.acts else ''}"
    yield f"back|{setting.form}|{what}"
    yield f"back|anaphoric={setting.draft.event.anaphoric:d}|{what}"


def sentence_traits(setting: Setting, candidate: Candidate) -> Iterator[str]:
    """What a phrase of the event's own sentence shows: its place in the parse, its neighbours, what grammar says."""
    head, what, family, kind = candidate.head, candidate.what, setting.family, setting.kind
    doc, told = head.doc, setting.words[0].token
    yield f"edge={_edge(head)}|{candidate.governor}|{what}"
    rules = _by_rule(setting, candidate)
    yield f"rules={rules}"
    yield f"rules={rules}|{kind}"
    yield f"rules={rules}|{what}|{setting.form}"
    far = distance(head.i - told.i)
    yield f"distance={far}"
    yield f"distance={far}|{what}"
    yield f"distance={far}|{setting.form}"
    yield f"clause={clause_head(head).i == clause_head(told).i:d}|{family}"
    word = doc[candidate.first - 1].lower_ if candidate.first else ""
    yield f"after={word}"
    yield f"after={word}|{family}"
    yield f"after={word}|{what}"
    if candidate.last + 1 < len(doc):
        following = doc[candidate.last + 1]
        yield f"followed={following.lower_ if following.pos_ in _SHOWN_AFTER else following.pos_}"
    yield from _path_traits(setting, candidate)


def order_traits(setting: Setting, candidate: Candidate, beside: Sequence[Candidate]) -> Iterator[str]:
    """Where a phrase stands among those of its sort in the sentence: `beside` are all of them, in order."""
    told, head, sort, family = setting.words[0].token.i, candidate.head, _sort(candidate), setting.family
    mates = [one.head.i for one in beside if _sort(one) == sort]
    between = sum(min(told, head.i) < i < max(told, head.i) for i in mates)
    side = "ahead" if head.i < told else "after"
    yield f"order={sort}|{side}|{min(between, _BEYOND)}|{family}"
    yield f"order={sort}|{side}|{min(between, _BEYOND)}|{setting.form}"
    yield f"number={sort}|{min(len(mates), _BEYOND)}|{family}"
    if head.dep_ in _SUBJECTS:
        yield f"subject={head.dep_}|{head.head.dep_}|{sort}|{family}"


def _sort(candidate: Candidate) -> str:
    return "actor" if candidate.acts else "person" if candidate.group else "thing" if candidate.named else "other"


def _by_rule(setting: Setting, candidate: Candidate) -> str:
    """For each role: whether the phrase is what grammar puts there (2), lies in it (1), or neither (0)."""
    event, i = setting.draft.event, candidate.head.i
    marks = ""
    for held, root in ((event.actor, setting.doer), (event.target, setting.sufferer)):
        marks += "0" if held is None or not held[0] <= i <= held[1] else "2" if root == i else "1"
    return marks


def _path_traits(setting: Setting, candidate: Candidate) -> Iterator[str]:
    """How the phrase hangs on the event's words: by each word near it, and by the nearest."""
    chain = _chain(candidate.head)
    nearest: tuple[int, str, Word] | None = None
    for word in setting.words:
        if word.token.i == candidate.head.i:
            continue
        steps = path(word.chain, chain)
        if steps is None:
            continue
        length, trail = len(steps), "".join(steps) if len(steps) <= _LONGEST else f"far{min(len(steps), 8)}"
        if length <= _LONGEST:
            yield f"path={word.part}|{word.form}|{trail}"
        if nearest is None or length < nearest[0]:
            nearest = length, trail, word
    if nearest is None:
        yield "path=none"
        return
    length, trail, word = nearest
    verb, what = word.token.lemma_.lower(), candidate.what
    yield f"nearest={word.form}|{trail}"
    yield f"nearest={word.form}|{trail}|{setting.family}"
    yield f"nearest={word.form}|{trail}|{setting.kind}"
    yield f"nearest={word.form}|{trail}|{what}"
    yield f"nearest={verb}|{trail}"
    yield f"nearest={verb}|{what}"
    yield f"steps={length}"


def path(above: tuple[Token, ...], below: tuple[Token, ...]) -> list[str] | None:
    """The steps through the parse from one token, up to where the two chains of heads meet, and down to the other."""
    where = {token.i: k for k, token in enumerate(above)}
    for j, token in enumerate(below):
        k = where.get(token.i)
        if k is not None:
            return [f"<{up.dep_}" for up in above[:k]] + [f">{_edge(down)}" for down in reversed(below[:j])]
    return None


def _edge(token: Token) -> str:
    """What ties a token to its head, with the word itself where that is a preposition."""
    return f"{token.dep_}:{token.lower_}" if token.dep_ in _SHOWN_EDGES else token.dep_


def distance(tokens: int) -> str:
    """A distance in tokens, grouped."""
    size = next((limit for limit in _DISTANCES if abs(tokens) <= limit), _DISTANCES[-1] + 1)
    return f"-{size}" if tokens < 0 else str(size)
