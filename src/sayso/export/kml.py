"""KML for Google Earth and those who pass it round: a placemark for each incident that has a dot; vague places look vague.

>>> KmlExporter.takes
'incidents'
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date

from lxml import etree  # type: ignore[import-untyped]  # no stubs are shipped

from sayso.export.exporter import Cell, Exporter, Sheet
from sayso.export.geojson import NO_FEATURE, derived, properties
from sayso.export.incident_table import cells
from sayso.export.sentences import VAGUE, account_words, heading, radius_km, sentences, xml_text

NAMESPACE = "http://www.opengis.net/kml/2.2"
# A spot is a full sign; of what is known to a district, a province or waters only, the sign is large and faint.
STYLES = {"spot": ("ff2020c0", "0.9"), "vague": ("602020c0", "2.4")}  # colour (alpha, blue, green, red) and size


class KmlExporter(Exporter[Sheet]):
    """A document of placemarks, written one by one."""

    def setup(self) -> None:
        self.open = ExitStack()
        self.file = self.open.enter_context(etree.xmlfile(self.target, encoding="UTF-8", close=False))
        self.file.write_declaration()
        self.open.enter_context(self.file.element("kml", xmlns=NAMESPACE))
        self.open.enter_context(self.file.element("Document"))
        self._element("name", self.options.ledger or "Incidents")
        for name, (colour, scale) in STYLES.items():
            self.file.write(_style(name, colour, scale), pretty_print=False)

    def feed(self, item: Sheet) -> None:
        made = cells(item)
        self.explain(item.incident.id, derived(made))
        if made["lat"].value is None:
            self.omit(item.incident.id, NO_FEATURE)
            return
        self.file.write(placemark(item, made))

    def finish(self) -> None:
        self.open.close()

    def _element(self, name: str, words: str) -> None:
        with self.file.element(name):
            self.file.write(xml_text(words))


def _style(name: str, colour: str, scale: str) -> etree._Element:
    style = etree.Element("Style", id=name)
    icon = _child(style, "IconStyle")
    _child(icon, "color", colour)
    _child(icon, "scale", scale)
    return style


def _child(parent: etree._Element, tag: str, words: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, tag, attributes)
    child.text = None if words is None else xml_text(words)
    return child


def placemark(sheet: Sheet, made: dict[str, Cell]) -> etree._Element:
    """An incident as a placemark, its parts in the order that the schema asks for."""
    incident = sheet.incident
    mark = etree.Element("Placemark", id=incident.id)
    _child(mark, "name", heading(incident))
    _child(mark, "description", description(sheet))
    _time(mark, incident.when.first, incident.when.last)
    _child(mark, "styleUrl", "#vague" if made["place_precision"].value in VAGUE else "#spot")
    data = _child(mark, "ExtendedData")
    for name, value in {**properties(made), "radius_km": radius_km(incident.place)}.items():
        if value is not None:
            _child(_child(data, "Data", name=name), "value", str(value))
    _child(_child(mark, "Point"), "coordinates", f"{made['lon'].value},{made['lat'].value}")
    return mark


def description(sheet: Sheet) -> str:
    """The incident in words, then its accounts."""
    return "\n".join([*sentences(sheet), "Accounts:", *map(account_words, sheet.incident.accounts)])


def _time(mark: etree._Element, first: date | None, last: date | None) -> None:
    if first is None and last is None:
        return
    span = _child(mark, "TimeSpan")
    if first is not None:
        _child(span, "begin", first.isoformat())
    if last is not None:
        _child(span, "end", last.isoformat())
