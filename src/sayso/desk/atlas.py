"""A map as a picture, drawn without a browser: for pages without scripts, printed sheets and files.

>>> homs = MapPoint(lat=34.73, lon=36.71, precision="settlement", label="Shelling, 4 May 2016")
>>> drawn = svg_map([homs], width=400, height=300, title="Where")
>>> drawn.startswith('<svg class="map-picture"'), "Shelling, 4 May 2016" in drawn, "Homs" in drawn
(True, True, True)
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from markupsafe import Markup, escape

from sayso.desk.basemap import GRID, BaseMap, Frame, base_map, land_path, line_path
from sayso.desk.framing import KM_PER_DEGREE, cosine, frame_around
from sayso.desk.placenames import LETTER, LINE, UNITS_FROM, Box, meet, placed_names
from sayso.desk.reach import Reach, map_words, reach

SMALL_UNITS_FROM = 5.6  # zoom from which the lines of very small first-order units are drawn
LEAST_AREA = 7.0  # pixels; an area is never drawn as small as a spot
TOUCH = 6.0  # pixels; signs nearer than this are drawn as one
CROWD = (300, 14.0)  # and with more points than this, signs nearer than so many pixels
TOLD = 12  # labels told of one sign
TAB_STOPS = 60  # with more signs than this, the Tab key passes them by: the page lists the same
WORDED = 4  # with more areas than this, their words stand in the titles alone
CREDIT_ROOM = (250.0, 18.0)
SCALES = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """One thing on a map: degrees of WGS 84, how exactly it is placed, and a line of plain text that tells of it.

    `country` (ISO 3166-1 alpha-2) tells how far a place reaches that is known to the country only; `href` makes the sign
    a link; `mark` is a letter or two beside it; `disputed`: the accounts of it disagree.
    """

    lat: float
    lon: float
    precision: str
    label: str
    country: str | None = None
    disputed: bool = False
    href: str | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Sign:
    """Points drawn as one: at a pixel, with their reach; `tab`: whether the Tab key stops at it."""

    x: float
    y: float
    reach: Reach
    points: Sequence[MapPoint]
    language: str
    tab: bool

    @property
    def disputed(self) -> bool:
        return any(point.disputed for point in self.points)


def svg_map(
    points: Sequence[MapPoint],
    *,
    width: int = 640,
    height: int = 400,
    title: str,
    language: str = "en",
    standalone: bool = False,
) -> Markup:
    """A map of the points as an SVG picture of `width` by `height` pixels, without scripts.

    Points of precision "unresolved" are not drawn. Styled by `static/map.css`; `standalone` puts the styles into the
    picture, for files. Text is escaped; identifiers are made from the content, so that several can stand on one page.
    `language` is "en" or "ar". Where there are many signs their links are left out of the order of the Tab key.
    """
    placed = [(point, known) for point in points if (known := reach(point.precision, point.country)) is not None]
    frame = frame_around([(point.lat, point.lon, known.km) for point, known in placed], width=width, height=height)
    base = base_map()
    told = "\0".join([title, language, *(f"{one.lat} {one.lon} {one.label}" for one in points)])
    name = "map-" + hashlib.blake2b(f"{width} {height} {told}".encode(), digest_size=6).hexdigest()
    signs = _signs(placed, frame, language)
    linked = any(point.href for point, _ in placed)
    size = f'width="{width}" height="{height}"'
    parts = [
        f'<svg class="map-picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size}',
        f' role="{"group" if linked else "img"}" aria-labelledby="{name}-title {name}-told">',
        f'<title id="{name}-title">{_text(title)}</title><desc id="{name}-told">{_text(_told(placed, language))}</desc>',
        _style() if standalone else "",
        f'<defs><clipPath id="{name}-frame"><rect {size}/></clipPath>',
        f'<pattern id="{name}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
        '<path class="map-hatch" d="M0 0V7"/></pattern></defs>',
        f'<g clip-path="url(#{name}-frame)"><rect class="map-sea" {size}/>',
        *_ground(base, frame),
        *(_area(sign, frame, f"{name}-hatch") for sign in signs if sign.reach.sign == "area"),
        *_names(base, frame, signs),
        *(_spot(sign) for sign in signs if sign.reach.sign != "area"),
        *_words(signs, frame),
        _scale(frame, language),
        f'<text lang="en" class="map-credit" x="{width - 6}" y="{height - 6}" text-anchor="end">{_text(base.credits)}</text>',
        f'</g><rect class="map-edge" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}"/></svg>',
    ]
    return Markup("".join(parts))


def map_key(language: str = "en") -> Markup:
    """The signs of the maps and what they mean, as an HTML list; for beneath a map, moving or still."""
    words = map_words(language)
    signs = (
        ('<circle class="map-dot" cx="11" cy="11" r="6"/>', words["key_dot"]),
        ('<circle class="map-ring" cx="11" cy="11" r="6"/>', words["key_ring"]),
        (
            '<circle class="map-area" cx="11" cy="11" r="9" fill="none"/><path class="map-hatch" d="M5 17L17 5M3 12L12 3M10 19L19 10"/>',
            words["key_area"],
        ),
        (
            '<path class="map-dot map-differs" d="M11 2l9 9l-9 9l-9 -9z"/>' + _differs(11, 11),
            words["key_disputed"],
        ),
        ('<path class="map-line map-disputed" d="M1 11H21"/>', words["key_border"]),
    )
    drawn = (
        f'<li><svg class="map-picture" width="22" height="22" aria-hidden="true">{sign}</svg>{_text(meaning)}</li>'
        for sign, meaning in signs
    )
    return Markup(f'<ul class="map-key">{"".join(drawn)}</ul>')


def _text(text: str) -> Markup:
    """Text as XML can hold it."""
    return escape(FORBIDDEN.sub("\ufffd", text))


def _style() -> str:
    """The styles of the picture alone, for a file."""
    sheet = (files("sayso.desk") / "static" / "map.css").read_text(encoding="utf-8")
    return f"<style>{escape(sheet.split('/* page */')[0])}</style>"


def _signs(placed: Sequence[tuple[MapPoint, Reach]], frame: Frame, language: str) -> list[_Sign]:
    """The points by where they fall: what lies on one spot is one sign; areas first, the larger before the smaller."""
    touch = TOUCH if len(placed) <= CROWD[0] else CROWD[1]
    spots: dict[tuple[Reach, int, int], list[MapPoint]] = defaultdict(list)
    for point, known in placed:
        x, y = frame.place(point.lat, point.lon)
        spots[known, round(x / touch), round(y / touch)].append(point)
    signs = [
        _Sign(*frame.place(points[0].lat, points[0].lon), known, points, language, len(spots) <= TAB_STOPS)
        for (known, _, _), points in spots.items()
    ]
    return sorted(signs, key=lambda sign: (sign.reach.sign != "area", -sign.reach.km))


def _told(placed: Sequence[tuple[MapPoint, Reach]], language: str) -> str:
    """What a map shows, in a sentence."""
    words = map_words(language)
    if not placed:
        return words["none"]
    vague = sum(known.sign == "area" for _, known in placed)
    disputed = sum(point.disputed for point, _ in placed)
    if len(placed) == 1:
        point, known = placed[0]
        told = [f"{point.label} ({known.said(language)})"]
    else:
        told = [words["shown"].format(n=len(placed))]
        told += [words["vague"].format(n=vague)] if vague else []
    return "; ".join([*told, words["differing"].format(n=disputed)] if disputed else told)


def _ground(base: BaseMap, frame: Frame) -> Iterator[str]:
    """Land and lines."""
    yield f'<g transform="scale({1 / GRID})"><path class="map-land" fill-rule="evenodd" d="{land_path(base, frame)}"/>'
    kinds = ["border", "disputed"]
    if frame.zoom >= UNITS_FROM:
        kinds.insert(0, "admin1")
    if frame.zoom >= SMALL_UNITS_FROM:
        kinds.insert(0, "admin1_small")
    for kind in kinds:
        path = line_path(base, kind, frame)
        if path:
            yield f'<path class="map-line map-{kind.replace("_", "-")}" d="{path}"/>'
    yield "</g>"


def _area(sign: _Sign, frame: Frame, hatch: str) -> str:
    """A vague place: a hatched circle of its reach, without a spot in it."""
    tall = max(sign.reach.km / KM_PER_DEGREE * frame.down, LEAST_AREA)
    wide = max(sign.reach.km / KM_PER_DEGREE / cosine(sign.points[0].lat) * frame.across, LEAST_AREA)
    shape = f'cx="{sign.x:.1f}" cy="{sign.y:.1f}" rx="{wide:.1f}" ry="{tall:.1f}"'
    disputed = " map-differs" if sign.disputed else ""
    drawn = f'<ellipse class="map-area{disputed}" fill="url(#{hatch})" {shape}/>'
    return _wrapped(sign, drawn + (_differs(sign.x, sign.y - tall) if sign.disputed else ""))


def _spot(sign: _Sign) -> str:
    """A known spot: a disc, a ring where the place is only near, a diamond where the accounts disagree."""
    x, y = sign.x, sign.y
    if sign.disputed:
        drawn = f'<path class="map-{sign.reach.sign} map-differs" d="M{x:.1f} {y - 9:.1f}l9 9l-9 9l-9 -9z"/>'
        drawn += _differs(x, y)
    else:
        drawn = (
            f'<circle class="map-{sign.reach.sign}" cx="{x:.1f}" cy="{y:.1f}" r="{6 if len(sign.points) == 1 else 8}"/>'
        )
    marks = list(dict.fromkeys(point.mark for point in sign.points if point.mark))
    number = f"{len(sign.points)}" if len(sign.points) > 1 else ""
    beside = " ".join(filter(None, [", ".join(marks[:4]), f"({number})" if number and marks else number]))
    if beside:
        drawn += f'<text class="map-mark" x="{x + 11:.1f}" y="{y + 4:.1f}">{_text(beside)}</text>'
    return _wrapped(sign, drawn)


def _differs(x: float, y: float) -> str:
    return f'<text class="map-differs-sign" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle">≠</text>'


def _wrapped(sign: _Sign, drawn: str) -> str:
    """A sign with what it tells, and as a link where all its points have one page."""
    words = map_words(sign.language)
    told = [point.label + (f" ({words['disputed']})" if point.disputed else "") for point in sign.points[:TOLD]]
    if len(sign.points) > TOLD:
        told.append(words["more"].format(n=len(sign.points) - TOLD))
    told.append(sign.reach.said(sign.language))
    title = _text("\n".join(told))
    group = f'<g class="map-sign"><title>{title}</title>{drawn}</g>'
    hrefs = {point.href for point in sign.points if point.href}
    if len(hrefs) != 1:
        return group
    tab = "" if sign.tab else ' tabindex="-1"'
    return f'<a href="{_text(hrefs.pop())}" aria-label="{_text("; ".join(told))}"{tab}>{group}</a>'


def _words(signs: Sequence[_Sign], frame: Frame) -> Iterator[str]:
    """How vague places are known, beneath their circles, where they are few."""
    areas = [sign for sign in signs if sign.reach.sign == "area"]
    if len(areas) > WORDED:
        return
    taken: list[Box] = []
    for sign in areas:
        number = f"{len(sign.points)} · " if len(sign.points) > 1 else ""
        words = number + sign.reach.said(sign.language)
        room = len(words) * LETTER["town"] / 2
        x = min(max(sign.x, room + 4), frame.width - room - 4)
        y = min(sign.y + sign.reach.km / KM_PER_DEGREE * frame.down + LINE, frame.height - 26)
        box = (x - room, y - LINE, x + room, y + 4)
        if not any(meet(box, other) for other in taken):
            taken.append(box)
            yield f'<text class="map-words" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{_text(words)}</text>'


def _names(base: BaseMap, frame: Frame, signs: Sequence[_Sign]) -> Iterator[str]:
    """Names of places, beside the signs and the lines at the foot."""
    spots = [sign for sign in signs if sign.reach.sign != "area"]
    full: list[Box] = [(one.x - 9, one.y - 9, one.x + 9 + 12 * _marked(one), one.y + 9) for one in spots]
    full.append((frame.width - CREDIT_ROOM[0], frame.height - CREDIT_ROOM[1], frame.width, frame.height))
    full.append((0, frame.height - 30, frame.width / 4, frame.height))
    for name in placed_names(base, frame, full):
        if name.kind == "town":
            yield f'<circle class="map-town-dot" cx="{name.x:.1f}" cy="{name.y:.1f}" r="1.8"/>'
        at = f'x="{name.text_x:.1f}" y="{name.text_y + 4:.1f}" text-anchor="{name.anchor}"'
        yield f'<text lang="en" class="map-{name.kind}" {at}>{_text(name.text)}</text>'


def _marked(sign: _Sign) -> bool:
    return len(sign.points) > 1 or any(point.mark for point in sign.points)


def _scale(frame: Frame, language: str) -> str:
    """A bar of a round number of kilometres, as long as it is in the middle of the map."""
    pixel = frame.down / KM_PER_DEGREE
    km = max((km for km in SCALES if km * pixel <= frame.width / 4), default=SCALES[0])
    y, said = frame.height - 8, map_words(language)["km"].format(n=km)
    bar = f'<path class="map-scale" d="M8 {y - 4}v4h{km * pixel:.1f}v-4"/>'
    return f'{bar}<text class="map-credit" x="12" y="{y - 5}">{_text(said)}</text>'
