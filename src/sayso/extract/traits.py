"""Traits: what speaks for or against a phrase as the doer, or the sufferer, of an event.

Each trait is a word of its own ("what=armed group|strike"); what it weighs was learned (see `casting`). Traits come in
bunches that hang on the same few facts, so that their weights need adding only once for the same facts.

>>> distance(0), distance(-3), distance(40)
('0', '-4', '21')
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from spacy.tokens import Doc, Token

from sayso.extract.candidates import Candidate, Roster, chain_of
from sayso.extract.clauses import clause_head, is_passive
from sayso.extract.deeds import Deeds, family_of
from sayso.model import ClaimDraft

Bunch = tuple[Callable[..., Iterator[str]], tuple[Hashable, ...]]  # what spells the traits out, and the facts for it
_LONGEST, _FAR = 4, 8  # steps through the parse that are told one by one; more than the second count as this many
_DISTANCES = (0, 1, 2, 4, 7, 12, 20)  # tokens, grouped up to each of these
_FREQUENT, _BEYOND = 6, 3  # times a noun is used, sentences back: more counts as this many
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that tells of an event: head of it, effect or other; noun, verb or passive."""

    token: Token
    lemma: str
    part: str
    form: str
    above: Mapping[int, int]  # each token of its chain of heads, with the steps up to it
    trails: tuple[str, ...]  # so many steps up, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """An event as its traits need it."""

    draft: ClaimDraft
    kind: str
    family: str
    form: str
    words: tuple[Word, ...]
    told: int  # the event's token
    tells: frozenset[int]  # all its words
    clause: int  # head of the clause of the event's word
    instrument: range
    doer: int | None  # heads of the phrases in the roles that grammar gives
    sufferer: int | None


def setting_of(doc: Doc, draft: ClaimDraft) -> Setting:
    """The event of a draft, read once for all its candidates."""
    event = draft.event
    effects = {token for token, _ in event.effects}
    tokens = dict.fromkeys((event.token, *event.words))
    words = tuple(_word(doc[i], "head" if i == event.token else "effect" if i in effects else "word") for i in tokens)
    return Setting(
        draft=draft,
        kind=event.kind,
        family=family_of(event.kind),
        form=words[0].form,
        words=words,
        told=event.token,
        tells=frozenset(tokens),
        clause=clause_head(words[0].token).i,
        instrument=range(0) if event.instrument is None else range(event.instrument[0], event.instrument[1] + 1),
        doer=None if event.actor is None else doc[event.actor[0] : event.actor[1] + 1].root.i,
        sufferer=None if event.target is None else doc[event.target[0] : event.target[1] + 1].root.i,
    )


def _word(token: Token, part: str) -> Word:
    chain = chain_of(token)
    return Word(
        token=token,
        lemma=token.lemma_.lower(),
        part=part,
        form=_form(token),
        above={above.i: k for k, above in enumerate(chain)},
        trails=tuple(accumulate((f"<{above.dep_}" for above in chain[:-1]), initial="")),
    )


def _form(token: Token) -> str:
    if token.pos_ not in {"VERB", "AUX"}:
        return "noun"
    bare = token.tag_ == "VBN" and not any(child.dep_ == "aux" for child in token.children)
    return "passive" if bare or is_passive(token) else "verb"


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
        yield f"nobody|{word.lemma}|{word.form}"


def own_bunch(setting: Setting, candidate: Candidate) -> Bunch:
    """What a phrase is, for an event of this kind, wherever it stands: the same for all events of the kind."""
    return _own, (setting.kind, setting.family, *candidate.facts)


def _own(
    kind: str,
    family: str,
    what: str,
    group: str | None,
    entity: str,
    lemma: str,
    belongs: str,
    counted: bool,
    event: bool,
) -> Iterator[str]:
    yield f"what={what}"
    yield f"what={what}|{family}"
    yield f"what={what}|{kind}"
    yield f"group={group}|{family}"
    yield f"entity={entity}|{family}"
    yield f"lemma={lemma}"
    yield f"lemma={lemma}|{family}"
    yield f"belongs={belongs}|{family}"
    yield f"counted={counted:d}|{family}"
    if event:
        yield f"event|{family}"


def standing_bunches(setting: Setting, candidate: Candidate, back: int, roster: Roster) -> list[Bunch]:
    """What a phrase is to this event, wherever it stands: speaker, site, weapon, doer or sufferer told before."""
    i, noun, family = candidate.at, candidate.noun, setting.family
    frequency = min(roster.frequency[candidate.lower], _FREQUENT)
    found: list[Bunch] = [(_told, (_before(setting, noun, roster), back, family, frequency, candidate.edge))]
    tells, weapon = i in setting.tells, _weapon(setting, candidate) if setting.instrument else ""
    said = roster.speaks.get(i)
    if tells or weapon or said or i in roster.sited:
        attribution = setting.draft.attribution
        speaks = attribution is not None and attribution.cue in said if said else None
        site = candidate.governor if i in roster.sited else None
        found.append((_standing, (setting.kind, family, tells, weapon, speaks, site)))
    return found


def _weapon(setting: Setting, candidate: Candidate) -> str:
    if candidate.at in setting.instrument:
        return "weapon"
    return "armed" if candidate.first <= setting.instrument.start <= candidate.last else ""


def _before(setting: Setting, noun: str, roster: Roster) -> str:
    """Whether a noun did, or suffered, an earlier event of the kind, of the family."""
    acted, suffered = roster.acted.get(noun), roster.suffered.get(noun)
    if acted is None and suffered is None:
        return "0000"
    return _history(acted, setting) + _history(suffered, setting)


def _standing(kind: str, family: str, tells: bool, weapon: str, speaks: bool | None, site: str | None) -> Iterator[str]:
    if tells:
        yield f"tells|{family}"
    if weapon:
        yield f"{weapon}|{family}"
    if speaks is not None:
        yield f"speaks={speaks:d}|{family}"
    if site is not None:
        yield f"site|{family}"
        yield f"site|{kind}|{site}"


def _told(before: str, back: int, family: str, frequency: int, edge: str) -> Iterator[str]:
    yield f"before={before}|{back != 0:d}"
    yield f"before={before}|{_away(back)}|{family}"
    yield f"frequency={frequency}|{family}"
    yield f"edge={edge}|{back != 0:d}"


def _away(back: int) -> int:
    return max(-1, min(back, _BEYOND))


def _history(deeds: Deeds | None, setting: Setting) -> str:
    """Whether a noun has the role in an earlier event of the kind, of the family."""
    if deeds is None:
        return "00"
    same = deeds.is_before(setting.told, kind=setting.kind)
    alike = deeds.is_kin_before(setting.told, family=setting.family)
    return f"{same:d}{alike:d}"


def carried_bunches(setting: Setting, candidate: Candidate, back: int) -> list[Bunch]:
    """What a phrase of another sentence shows."""
    what, acts, anaphoric = candidate.what, candidate.acts, setting.draft.event.anaphoric
    return [
        (_carried, (back, setting.family, what, acts)),
        (_hanging, (setting.kind, setting.form, anaphoric, candidate.edge, what, acts)),
    ]


def _carried(back: int, family: str, what: str, acts: bool) -> Iterator[str]:
    yield f"back={back}"
    yield f"back={_away(back)}|{family}|{what if acts else ''}"


def _hanging(kind: str, form: str, anaphoric: bool, edge: str, what: str, acts: bool) -> Iterator[str]:
    yield f"back|{kind}|{what}"
    yield f"back|{edge}|{what if acts else ''}"
    yield f"back|{form}|{what}"
    yield f"back|anaphoric={anaphoric:d}|{what}"


def sentence_bunches(setting: Setting, candidate: Candidate) -> list[Bunch]:
    """What a phrase of the event's own sentence shows: its place in the parse, its neighbours, what grammar says."""
    what, family, form = candidate.what, setting.family, setting.form
    same = candidate.clause == setting.clause
    return [
        (_edged, (candidate.trails[1], candidate.governor, what)),
        (_ruled, (_by_rule(setting, candidate), setting.kind, what, form)),
        (_distant, (distance(candidate.at - setting.told), what, form, same, family)),
        (_between, (*candidate.neighbours, family, what)),
        *_path_bunches(setting, candidate),
    ]


def _edged(edge: str, governor: str, what: str) -> Iterator[str]:
    yield f"edge={edge.removeprefix('>')}|{governor}|{what}"


def _ruled(rules: str, kind: str, what: str, form: str) -> Iterator[str]:
    yield f"rules={rules}"
    yield f"rules={rules}|{kind}"
    yield f"rules={rules}|{what}|{form}"


def _distant(far: str, what: str, form: str, same: bool, family: str) -> Iterator[str]:
    yield f"distance={far}"
    yield f"distance={far}|{what}"
    yield f"distance={far}|{form}"
    yield f"clause={same:d}|{family}"


def _between(word: str, following: str | None, family: str, what: str) -> Iterator[str]:
    yield f"after={word}"
    yield f"after={word}|{family}"
    yield f"after={word}|{what}"
    if following is not None:
        yield f"followed={following}"


def order_bunch(setting: Setting, candidate: Candidate, mates: Sequence[int]) -> Bunch:
    """Where a phrase stands among those of its sort in the sentence: `mates` are the heads of all of these, in order."""
    told, i = setting.told, candidate.at
    ahead = i < told
    between = (
        bisect_left(mates, told) - bisect_right(mates, i)
        if ahead
        else bisect_left(mates, i) - bisect_right(mates, told)
    )
    subject = f"{candidate.edge}|{candidate.head.head.dep_}" if candidate.edge in _SUBJECTS else None
    facts = "ahead" if ahead else "after", max(0, min(between, _BEYOND)), min(len(mates), _BEYOND), subject
    return _ordered, (candidate.sort, *facts, setting.family, setting.form)


def _ordered(
    sort: str, side: str, between: int, mates: int, subject: str | None, family: str, form: str
) -> Iterator[str]:
    yield f"order={sort}|{side}|{between}|{family}"
    yield f"order={sort}|{side}|{between}|{form}"
    yield f"number={sort}|{mates}|{family}"
    if subject is not None:
        yield f"subject={subject}|{sort}|{family}"


def _by_rule(setting: Setting, candidate: Candidate) -> str:
    """For each role: whether the phrase is what grammar puts there (2), lies in it (1), or neither (0)."""
    event, i = setting.draft.event, candidate.at
    marks = ""
    for held, root in ((event.actor, setting.doer), (event.target, setting.sufferer)):
        marks += "0" if held is None or not held[0] <= i <= held[1] else "2" if root == i else "1"
    return marks


def _path_bunches(setting: Setting, candidate: Candidate) -> Iterator[Bunch]:
    """How the phrase hangs on the event's words: by each word near it, and by the nearest."""
    nearest: tuple[int, str, Word] | None = None
    for word in setting.words:
        steps = None if word.token.i == candidate.at else _way(word, candidate)
        if steps is None:
            continue
        length, trail = steps
        if length <= _LONGEST:
            yield _path, (word.part, word.form, trail)
        if nearest is None or length < nearest[0]:
            nearest = length, trail, word
    if nearest is None:
        yield _no_path, ()
        return
    length, trail, word = nearest
    yield _nearest, (word.form, trail, setting.family, setting.kind, candidate.what)
    yield _nearest_word, (word.lemma, trail, candidate.what, length)


def _way(word: Word, candidate: Candidate) -> tuple[int, str] | None:
    """Steps through the parse from an event's word, up to where the two chains of heads meet, and down to the phrase."""
    for down, i in enumerate(candidate.chain):
        up = word.above.get(i)
        if up is not None:
            length = up + down
            near = length <= _LONGEST
            return length, word.trails[up] + candidate.trails[down] if near else f"far{min(length, _FAR)}"
    return None


def _path(part: str, form: str, trail: str) -> Iterator[str]:
    yield f"path={part}|{form}|{trail}"


def _no_path() -> Iterator[str]:
    yield "path=none"


def _nearest(form: str, trail: str, family: str, kind: str, what: str) -> Iterator[str]:
    yield f"nearest={form}|{trail}"
    yield f"nearest={form}|{trail}|{family}"
    yield f"nearest={form}|{trail}|{kind}"
    yield f"nearest={form}|{trail}|{what}"


def _nearest_word(verb: str, trail: str, what: str, length: int) -> Iterator[str]:
    yield f"nearest={verb}|{trail}"
    yield f"nearest={verb}|{what}"
    yield f"steps={length}"


@cache
def distance(tokens: int) -> str:
    """A distance in tokens, grouped."""
    size = next((limit for limit in _DISTANCES if abs(tokens) <= limit), _DISTANCES[-1] + 1)
    return f"-{size}" if tokens < 0 else str(size)
