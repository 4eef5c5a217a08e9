"""Words passed on: "SANA quoted a source as saying", "the agency reported, citing a doctor".

>>> from sayso.language.parse import load_model
>>> doc = load_model()("State radio quoted an officer as saying that the bridge was mined.")
>>> report = read_relayed(doc[6])
>>> [doc[first : last + 1].text for first, last in (report.via, report.source, *report.content)]
['State radio', 'an officer', 'that the bridge was mined']
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.extract.cuewords import pairs, speaks, stance_of, words
from sayso.extract.phrase import NOUNS, noun_phrase
from sayso.extract.report import Report, trim_marks
from sayso.extract.sources import agent_of, find_source, is_passive
from sayso.extract.stretches import Stretch, those_at

QUOTING = frozenset({"quote", "cite"})
CITING = frozenset({"citing", "quoting"})
_SPEAKERS = frozenset({"PERSON", "ORG", "NORP"})
_BODIES = frozenset({"dobj", "nsubjpass"})


def is_relayed(verb: Token) -> bool:
    """Whether the verb stands in "quoted X as saying"."""
    return verb.dep_ == "pcomp" and verb.head.lower_ == "as" and quote_of(verb) is not None


def quote_of(verb: Token) -> Token | None:
    """The verb that quotes, also where a parser took it for an adjective of the one quoted."""
    above = verb.head.head
    if above.lemma_ in QUOTING:
        return above
    return next((c for c in above.lefts if c.lemma_ in QUOTING and c.dep_ == "amod" and above.left_edge.i < c.i), None)


def is_citing(verb: Token) -> bool:
    """Whether the verb names whose words are passed on: "citing an official", not "citing safety"."""
    if verb.lower_ not in CITING:
        return False
    if verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "what":
        return any(child.pos_ == "VERB" for child in verb.rights)  # "quoting what it called a security source"
    body = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    return body is not None and (body.ent_type_ in _SPEAKERS or speaks(body))


def read_relayed(verb: Token) -> Report | None:
    """The report of "saying" in "X quoted Y as saying ..." or "Y was quoted as saying ... by X"."""
    quote = quote_of(verb)
    if quote is not None and quote.dep_ == "amod":
        return _misparsed(verb, quote)
    if quote is None:
        return None
    body = next((child for child in quote.children if child.dep_ in _BODIES), None)
    if body is None:
        return None
    source = noun_phrase(body, low=quote.i + 1 if body.i > quote.i else None, high=verb.head.i - 1)
    via = agent_of(verb) or agent_of(quote) if is_passive(quote) else find_source(quote)
    content = _said(verb, via) or _said_before(quote, source, via)
    return (
        None
        if content is None
        else Report(
            cue=(verb.i, verb.i),
            source=source,
            content=(content,),
            stance=_stance(verb),
            via=via if via != source else None,
        )
    )


def _misparsed(verb: Token, quote: Token) -> Report | None:
    content = _said(verb, None)
    if content is None:
        return None
    source, via = (quote.i + 1, verb.head.head.i), (quote.head.left_edge.i, quote.i - 1)
    return Report(cue=(verb.i, verb.i), source=source, content=(content,), stance=_stance(verb), via=via)


def read_quoted(verb: Token, quotations: list[Stretch]) -> Report | None:
    """The report of 'SANA quotes the ministry: "..."': the one quoted speaks, the subject passes it on."""
    body = next((child for child in verb.rights if child.dep_ == "dobj" and child.pos_ in NOUNS), None)
    if verb.lemma_ not in QUOTING or body is None or is_passive(verb):
        return None
    source = noun_phrase(body, low=verb.i + 1)
    colon = source[1] + 1
    if colon + 1 >= len(verb.doc) or verb.doc[colon].text != ":":
        return None
    content = next((one for one in those_at(quotations, (colon + 1, colon + 1)) if one[0] == colon + 1), None)
    if content is None:
        return None
    return Report(cue=(verb.i, verb.i), source=source, content=(content,), stance="asserts", via=find_source(verb))


def _stance(verb: Token) -> str:
    """What the one quoted does: "as saying" asserts, "as accusing rebels of", "as denying that"."""
    linked = pairs("prepositions").get(verb.lemma_.lower(), {})
    return stance_of(verb, "verbs") or next(iter(linked.values()), "asserts")


def _said(verb: Token, via: Stretch | None) -> Stretch | None:
    last = max(verb.right_edge.i, verb.i)
    if via is not None and verb.i < via[0] <= last:
        last = via[0] - 2
    return trim_marks(verb.doc, verb.i + 1, last) if last > verb.i + 1 else None


def _said_before(quote: Token, source: Stretch, via: Stretch | None) -> Stretch | None:
    starts = [stretch[0] for stretch in (source, via) if stretch is not None and stretch[0] < quote.i]
    return trim_marks(quote.doc, quote.sent.start, min([quote.i, *starts]) - 1)


def join_cited(doc: Doc, reports: list[Report]) -> list[Report]:
    """The reports with those of "citing X" given the content and the source of the verb that they hang on; in
    "according to a diplomat quoted by the paper" the paper passes on."""
    by_verb = {report.cue[1]: report for report in reports}
    joined = [_cited(doc[report.cue[0]], report, by_verb) if _cites(doc, report) else report for report in reports]
    passed = [_passed_on(doc, report) for report in joined]
    named = [old.source for old, new in zip(joined, passed, strict=True) if new is not old]
    naming = {i for source in named if source is not None for i in range(source[0], source[1] + 1)}
    return [report for report in passed if report.cue[0] not in naming]


def as_told(doc: Doc, reports: list[Report]) -> list[Report]:
    """The reports with the content of "citing X" as wide as that of the verb that it hangs on."""
    by_verb = {report.cue[1]: report for report in reports}
    return [
        _cited(doc[report.cue[0]], report, by_verb) if report.via is not None and _cites(doc, report) else report
        for report in reports
    ]


def _cites(doc: Doc, report: Report) -> bool:
    return doc[report.cue[0] : report.cue[1] + 1].text.lower() in words("citing")


def _passed_on(doc: Doc, report: Report) -> Report:
    """The report with the one who quotes its source before it: "a doctor quoted by the agency"."""
    if report.source is None or report.via is not None:
        return report
    first, last = report.source
    end = (
        last + 2 if last + 2 < len(doc) and doc[last + 1].text == "," else last
    )  # "said a doctor, quoted by the agency"
    near = doc[first + 1 : end + 1]
    quoted = next((t for t in near if t.dep_ == "acl" and t.tag_ == "VBN" and t.lemma_ in QUOTING), None)
    via = agent_of(quoted) if quoted is not None else None
    if quoted is None or via is None:
        return report
    source = (first, min(last, quoted.i - 1))
    if any(a <= quoted.i <= b for a, b in report.content):
        return replace(report, source=source)
    return replace(report, source=source, via=via)


def _cited(token: Token, report: Report, by_verb: dict[int, Report]) -> Report:
    above = next((by_verb[verb.i] for verb in token.ancestors if verb.i in by_verb), None)
    if above is None or above.source is None or above.source == report.source:
        return report
    phrase = (report.cue[0], report.source[1] if report.source is not None else report.cue[1])
    content = tuple(part for said in above.content for part in _less(token.doc, said, phrase))
    return replace(report, content=content or above.content, via=above.source)


def _less(doc: Doc, said: Stretch, phrase: Stretch) -> list[Stretch]:
    """What is said without the phrase that cites: "said, citing two officials, that ..."."""
    if not said[0] <= phrase[0] <= said[1]:
        return [said]
    parts = (trim_marks(doc, said[0], phrase[0] - 1), trim_marks(doc, phrase[1] + 1, said[1]))
    return [part for part in parts if part is not None]
