"""Links of the tagger as reports, joined with those of the rules: each has what it is surer of.

The tagger is surer of where content and source end, and of whether a word attributes at all; the rules are surer of
the stance, of who passes words on, of statements that run over paragraphs, and of labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from sayso.extract.complements import tallied
from sayso.extract.cuewords import (
    CANNOT_CONFIRM,
    CLAIMS_RESPONSIBILITY,
    is_negated,
    pairs,
    responsibility,
    shade,
    speaks,
    stance_of,
    words,
)
from sayso.extract.quotation import PAIRS, STRAIGHT
from sayso.extract.relayed import is_relayed, quote_of
from sayso.extract.report import EDGE, Report, trim_marks
from sayso.extract.stretches import Stretch, Stretches, meet, within
from sayso.lexicon import load
from sayso.model import Link, Span

SURE = 0.75  # how likely a cue must be where no rule finds it; chosen, as the next, on held-out articles
AGREED = 0.5  # the same where a rule finds it too
COMMAS = 0.01  # commas a token below which a text has lost them; news in English has some 0.05
LONG = 100  # tokens from which commas can be missed
UNKNOWN = "mentions"  # the stance of a cue that the lexicon does not know: its source vouches for nothing
_SECTIONS = ("verbs", "quoting", "objects", "nouns")  # for words that are a clause or a quotation
_NOUN_SECTIONS = ("objects", "nouns", "verbs", "quoting")  # for words that only name something: "condemned the attack"
_NAMED_WHOLE = frozenset({CLAIMS_RESPONSIBILITY, CANNOT_CONFIRM})
_TOLD = frozenset({"asserts", "confirms", "denies", "accuses", "believes"})
_SPEAKERS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_ADMITTING = frozenset({"confirms", "denies"})  # these are told of what is only named: "owned up to the killing"
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})


class Told:
    """The reports of a document by where their cues and their contents stand."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._cues = Stretches(([report.cue], report) for report in reports)
        self._contents = Stretches((report.content, report) for report in reports)

    def cued(self, *stretches: Stretch) -> Iterator[Report]:
        """Those whose cue lies wholly in one of the stretches, in order."""
        return (one for one in self._cues.at(*stretches) if any(within(one.cue, stretch) for stretch in stretches))

    def around(self, stretch: Stretch) -> Iterator[Report]:
        """Those of whose content a part holds the stretch, in order."""
        return (one for one in self._contents.at(stretch) if any(within(stretch, part) for part in one.content))


def join_links(doc: Doc, reports: Sequence[Report], links: Iterable[Link]) -> list[Report]:
    """The reports of the rules and the links of the tagger, one a cue."""
    linked = [(_tokens(doc, link.cue), link) for link in links]
    cues = Stretches(([cue], n) for n, (cue, _) in enumerate(linked))
    told = Told(reports)
    bare = lacks_commas(doc)
    joined: list[Report] = []
    taken: set[int] = set()
    for report in reports:
        matches = [n for n in cues.at(report.cue) if meet(linked[n][0], report.cue) and n not in taken]
        match = max(matches, key=lambda n: linked[n][1].confidence, default=None)
        if match is None or linked[match][1].confidence < AGREED:
            if is_sure(doc, report) or (_tells(doc, report) and _stands_free(doc, report, told)):
                joined.append(report)
            continue
        taken.update(matches)
        joined.append(report if bare else _refined(doc, report, linked[match][1], told))
    relayed = (quote_of(doc[r.cue[1]]) for r in joined if is_relayed(doc[r.cue[1]]))  # "quoted as saying" is one cue
    quotes = {quote.i for quote in relayed if quote is not None}
    for n, (cue, link) in enumerate(linked):
        if not quotes.isdisjoint(range(cue[0], cue[1] + 1)):
            continue
        if n not in taken and link.confidence >= SURE:
            joined.extend(_report(doc, cue, link))
    return list(_one_a_saying(doc, joined))


def _one_a_saying(doc: Doc, reports: list[Report]) -> Iterator[Report]:
    """The reports without those whose cue is only the helping verb beside another's: "is" of "is believed"."""
    by_start = {report.cue[0]: report for report in reports}
    for report in reports:
        beside = by_start.get(report.cue[1] + 1) or by_start.get(report.cue[1] + 2)
        helping = all(token.pos_ in {"AUX", "ADV", "PART"} for token in doc[report.cue[0] : report.cue[1] + 1])
        if beside is None or not helping:
            yield report


def lacks_commas(doc: Doc) -> bool:
    """Whether the text lost its commas, as scraped text does; there the rules tell better where content ends."""
    return len(doc) >= LONG and sum(token.text == "," for token in doc) < COMMAS * len(doc)


def is_sure(doc: Doc, report: Report) -> bool:
    """Whether the rules need nobody's assent: words passed on, labels, statements over paragraphs, and what stands on
    words that the lexicon names as a whole ("reportedly", "claimed responsibility", "could not verify", "accused of")."""
    cue = doc[report.cue[1]]
    over = any(token.is_space and "\n" in token.text for a, b in report.content for token in doc[a : b + 1])
    named = report.stance in _NAMED_WHOLE or cue.lower_ in words("unsourced") or cue.lower_ == "of"
    owned = cue.pos_ == "NOUN" and report.source is not None and (cue.dep_ != "dobj" or report.source[0] > cue.i)
    counts = (
        "at" in pairs("prepositions").get(cue.lemma_.lower(), {}) or tallied(cue) is not None
    )  # "put the toll at 30"
    return report.via is not None or cue.is_punct or over or named or owned or counts


def _tells(doc: Doc, report: Report) -> bool:
    """Whether a speaker by name or trade says a whole clause in a finite verb: a tagger that reads news of every kind
    passes over rarer verbs, and over sayings within a saying."""
    cue = doc[report.cue[1]]
    if report.source is None or report.stance not in _TOLD:
        return False
    if not _holds_clause(doc, report) and (
        report.stance not in _ADMITTING or cue.lemma_.lower() not in pairs("prepositions")
    ):
        return False
    if cue.pos_ == "VERB" and not _is_finite(cue):
        return False
    if cue.pos_ == "VERB" and is_negated(cue):
        return False
    return any(t.ent_type_ in _SPEAKERS or speaks(t) for t in doc[report.source[0] : report.source[1] + 1])


def _stands_free(doc: Doc, report: Report, told: Told) -> bool:
    """Whether the cue stands within nobody's words, but for the clause that a plain verb of saying takes."""
    around = [other for other in told.around(report.cue) if other is not report]
    cue = doc[report.cue[1]]
    telling = cue.lemma_.lower() in words("telling") and cue.dep_ == "ccomp"
    return not around or (telling and len(around) == 1 and cue.head.i == around[0].cue[1])


def _is_finite(verb: Token) -> bool:
    helping = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return verb.tag_ in {"VBD", "VBZ", "VBP"} or bool(helping & {"has", "have", "had"})


def _holds_clause(doc: Doc, report: Report) -> bool:
    """Whether the content has a verb with a subject of its own."""
    return any(
        token.pos_ in {"VERB", "AUX"} and any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)
        for first, last in report.content
        for token in doc[first : last + 1]
    )


def _refined(doc: Doc, report: Report, link: Link, told: Told) -> Report:
    """The rule's report with the tagger's content and source, unless the rule is the surer."""
    if is_sure(doc, report):
        return report
    content = _whole(doc, report, _content(doc, link))
    inner = (other for other in told.cued(*report.content) if other is not report and _is_link(doc, other, report))
    if any(not any(within(other.cue, part) for part in content) for other in inner):
        content = report.content  # a saying within the saying was cut off
    source = _source(doc, link)
    if source is None or (_is_doer(doc, report) and not meet(source, report.source or source)):
        source = report.source  # the rules saw who speaks to whom
    elif any(True for _ in told.cued(source)) or any(within(source, part) for part in report.content):
        source = report.source
    return replace(report, content=content, source=source)


def _is_link(doc: Doc, inner: Report, outer: Report) -> bool:
    """Whether a saying within another is the next link of a chain: what the other says is that somebody says it."""
    cue = doc[inner.cue[1]]
    above = quote_of(cue) if is_relayed(cue) else cue
    plain = is_relayed(cue) or cue.lemma_.lower() in words("telling")
    return plain and above is not None and above.dep_ == "ccomp" and above.head.i == outer.cue[1]


def _is_doer(doc: Doc, report: Report) -> bool:
    """Whether the source stands after its cue, as one from whom words come: "heard from the colonel", "told by nurses";
    or the rules saw whom a pronoun means."""
    if report.source is None:
        return False
    return report.source[0] > report.cue[1] and doc[report.source[0] - 1].lower_ in {"by", "from"}


def _whole(doc: Doc, report: Report, content: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The tagger's content with the beginning of its clause where that was cut off: rules see clauses whole."""
    if len(report.content) > 1 and len(content) == 1 and any(within(content[0], part) for part in report.content):
        return report.content  # "the town, they said, was shelled"
    if len(content) != 1 or len(report.content) != 1:
        return content or report.content
    (first, last), (start, end) = content[0], report.content[0]
    told = doc[report.cue[1]].sent
    if first >= told.end and start < told.end and told.start <= end:
        return report.content  # "Nine died, she said. Three were women." is one saying, not the next sentence
    if end < report.cue[0] <= report.cue[1] < first and (doc[first - 1].is_punct or doc[first - 1].dep_ == "cc"):
        return (report.content[0], content[0])  # "rebels took the town, they believe, and hold the bridge"
    cut_off = start < first <= end and (last < report.cue[0] or abs(last - end) <= 1)
    return ((start, last),) if cut_off else content


def _report(doc: Doc, cue: Stretch, link: Link) -> Iterator[Report]:
    content = _content(doc, link)
    if content and not _elsewhere(doc, cue, content):
        stance = stance_of_cue(doc, cue, content)
        deed = any(token.lemma_.lower() in _deeds() for token in doc[cue[0] : cue[1] + 1])
        if not deed or stance not in {UNKNOWN, "criticises"}:  # "attacked the town" criticises nobody
            yield _of_reports(doc, Report(cue=cue, source=_source(doc, link), content=content, stance=stance))


def _of_reports(doc: Doc, report: Report) -> Report:
    """ "is investigating reports that": what is said, the reports say."""
    told = doc[report.cue[0] : report.cue[1] + 1]
    if not any(token.lemma_.lower() in words("unsettled") for token in told):
        return report
    near = doc[report.cue[0] : report.content[0][0] + 1]
    noun = next((token for token in near if token.pos_ == "NOUN" and stance_of(token, "nouns") == "asserts"), None)
    return report if noun is None else replace(report, source=(noun.i, noun.i), stance="asserts")


def _elsewhere(doc: Doc, cue: Stretch, content: Sequence[Stretch]) -> bool:
    """Whether the content begins after the cue's sentence though neither a colon nor a quote mark leads there."""
    first, end = content[0][0], doc[cue[1]].sent.end
    return first >= end and doc[first].text not in STRAIGHT | PAIRS.keys() and doc[end - 1].text != ":"


@cache
def _deeds() -> frozenset[str]:
    """Verbs of violence and movement: who does these says nothing by them ("an airstrike destroyed a bunker")."""
    events = load("events")
    kinds = [kind for family in ("strike", "coercion", "movement") for kind in events["families"][family]]
    told = [verb for kind in kinds for verb in events["kinds"].get(kind, {}).get("verbs", ())]
    told += [*events["generic"]["verbs"], *(verb for forms in events["effects"].values() for verb in forms["verbs"])]
    return frozenset(verb for verb in told if " " not in verb)


def stance_of_cue(doc: Doc, cue: Stretch, content: Sequence[Stretch]) -> str:
    """What the words of a cue do, by its verb or noun and by what follows; `UNKNOWN` where the lexicon does not know them."""
    told = doc[cue[0] : cue[1] + 1]
    after = [part for part in content if part[0] > cue[1]]
    if after and (_is_infinitive(doc[after[0][0]]) or _is_infinitive(told[-1])):
        found = next((s for word in reversed(told) if (s := stance_of(word, "infinitives"))), None)
        if found:
            return found
    noun = _named(doc, content)
    sections = _NOUN_SECTIONS if noun is not None else _SECTIONS
    for word in reversed(told):
        if noun is not None and (word.lemma_.lower(), noun.lemma_.lower()) in responsibility():
            return CLAIMS_RESPONSIBILITY
        paired = pairs("prepositions").get(word.lemma_.lower(), {})
        stance = next((paired[t.lower_] for t in told if t.lower_ in paired), None)
        stance = stance or next((s for section in sections if (s := stance_of(word, section))), None)
        if stance is not None:
            return shade(word, stance) if word.pos_ in {"VERB", "AUX"} else stance
    return UNKNOWN


def _named(doc: Doc, content: Sequence[Stretch]) -> Token | None:
    """The noun that the content comes down to; None where it is a clause or a quotation."""
    first, last = content[0]
    if len(content) > 1 or doc[first].text in STRAIGHT or doc[first].text in PAIRS:
        return None
    root = doc[first : last + 1].root
    return root if root.pos_ in _NAMING else None


def _is_infinitive(token: Token) -> bool:
    return token.lower_ == "to" and token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "VB"


def _content(doc: Doc, link: Link) -> tuple[Stretch, ...]:
    parts = (trim_marks(doc, *_tokens(doc, span)) for span in link.content)
    return tuple(part for part in parts if part is not None)


def _source(doc: Doc, link: Link) -> Stretch | None:
    """The words that name the source, in one line with the cue and without marks at their ends."""
    if not link.source:
        return None
    first, last = _tokens(doc, link.source[0])[0], _tokens(doc, link.source[-1])[1]
    cue = _tokens(doc, link.cue)[0]
    breaks = [token.i for token in doc[first : last + 1] if "\n" in token.text]
    if breaks:
        first, last = (breaks[-1] + 1, last) if last < cue else (first, breaks[0] - 1)
    while first < last and (doc[last].text in EDGE or doc[last].is_space):
        last -= 1
    while first < last and (doc[first].text in EDGE or doc[first].is_space or doc[first].dep_ == "cc"):
        first += 1
    bracketed = doc[last].text == ")" and not any(token.text == "(" for token in doc[first:last])
    return (first, last) if first <= last and not bracketed else None


def _tokens(doc: Doc, span: Span) -> Stretch:
    """First and last token of a span."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    assert found is not None, "a link lies within its document"
    return found.start, found.end - 1
