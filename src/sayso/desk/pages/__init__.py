"""The desk's pages, one a file; each has a `router`."""

from sayso.desk.pages import about, acts, changes, export, incident, login, overview, queue, search, series, sources

PAGES = (overview, incident, queue, sources, series, search, changes, export, about, acts, login)
