"""What a person can ask of a ledger, and who asks it and why.

>>> Correct(claim="c1", slot="kind", value="shelling").slot
'kind'
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import UsageError
from sayso.model import Span

ROBOTS = "sayso-"  # how the names of our own authors begin: no person's may


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who does something, why, and when (ISO 8601, UTC; None where nobody looked at a clock)."""

    author: str
    reason: str
    made: str | None = None

    def __post_init__(self) -> None:
        if not self.author.strip() or self.author.startswith(ROBOTS):
            raise UsageError(found=f"{self.author!r} as the author", expected="a person's name", mend="see --author")
        if not self.reason.strip():
            raise UsageError(found="no reason", expected="why, in a few words", mend="give one with --reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """These incidents are one."""

    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """These claims of the incident are of another."""

    incident: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """A slot of the claim (a field of `Claim`) has this value."""

    claim: str
    slot: str
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """The claim is wrong altogether: no such thing is said."""

    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """A claim that no program found: words of the document tell of an event of this kind; slots as fields of `Claim`."""

    document: str
    span: Span
    kind: str
    slots: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """These two incidents are different: the linker never puts them together."""

    incidents: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """Somebody looked and lets it stand, so that nobody is asked again.

    `what` is "claim": it is right; "place" or "day": the reports do not tell it of the incident; "join": nobody can tell
    whether the two incidents are one.
    """

    subjects: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """The operation does not stand; None: the last one that does."""

    operation: str | None = None


Act = Merge | Split | Correct | Reject | Add | Part | Confirm | Undo
