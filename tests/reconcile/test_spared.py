"""None of some of the dead: "no civilians were killed" says nothing of others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.model import Claim, Figure, Incident, Span, Toll
from sayso.reconcile import incidents
from sayso.reconcile.rules import cell
from sayso.reconcile.tolls import NONE, OF_A_SET, claim_toll, spared_by


def _telling(claim: Claim, text: str, *, measure: str = "killed", number: int = 0) -> Claim:
    figure = Figure(
        span=Span(claim.span.start, claim.span.start + 5),
        text=text,
        measure=measure,  # type: ignore[arg-type]
        low=number,
        high=number,
        basis="exact",
        unit=text.partition(" ")[2],
    )
    return replace(claim, figures=(figure,))


ZEROS = [
    pytest.param("no civilians", "killed", None, NONE, id="no civilians"),
    pytest.param("no civilian casualties", "casualties", None, NONE, id="no civilian casualties"),
    pytest.param("no soldiers", "killed", None, NONE, id="no soldiers"),
    pytest.param("no people", "killed", NONE, None, id="nobody at all"),
    pytest.param("no casualties", "casualties", NONE, None, id="no casualties at all"),
]


@pytest.mark.parametrize(("text", "measure", "toll", "spared"), ZEROS)
def test_zeros(
    make_claim: Callable[..., Claim], text: str, measure: str, toll: Toll | None, spared: Toll | None
) -> None:
    claim = _telling(make_claim(), text, measure=measure)
    assert (claim_toll(claim, "killed"), spared_by(claim, "killed")) == (toll, spared)


def _incident(*claims: Claim) -> Incident:
    [made] = incidents(claims, [[claim.id for claim in claims]], documents={})
    return made


def test_no_civilians_stands_beside_a_toll_of_fighters(make_claim: Callable[..., Claim]) -> None:
    none = _telling(make_claim("d1", 0, source="the mayor"), "no civilians")
    some = _telling(make_claim("d2", 0, source="a monitor"), "33 fighters", number=33)
    made = _incident(none, some)
    known = {claim.id: claim for claim in (none, some)}
    assert (made.killed, made.disagreements) == (Toll(low=33, high=33), ())
    killed, civilians = cell(made, known, "killed"), cell(made, known, "killed", whom="civilians")
    assert killed is not None
    assert civilians is not None
    assert killed.aside == ((none.id, OF_A_SET),)
    assert (civilians.low, civilians.high, civilians.used) == (0, 0, (none.id,))


def test_no_civilians_disagrees_with_civilians(make_claim: Callable[..., Claim]) -> None:
    none = _telling(make_claim("d1", 0, source="the mayor"), "no civilians")
    some = _telling(make_claim("d2", 0, source="a monitor"), "9 civilians", number=9)
    [found] = _incident(none, some).disagreements
    assert (found.type, found.size) == ("number", 9)
    assert found.says == "mayor says no civilians, monitor says 9 civilians killed"


def test_nobody_killed_disagrees_with_any_toll(make_claim: Callable[..., Claim]) -> None:
    none = _telling(make_claim("d1", 0, source="the mayor"), "no casualties", measure="casualties")
    some = _telling(make_claim("d2", 0, source="a monitor"), "33 people", number=33)
    made = _incident(none, some)
    assert made.killed == Toll(low=0, high=33)
    assert [(found.type, found.size) for found in made.disagreements] == [("number", 33)]
