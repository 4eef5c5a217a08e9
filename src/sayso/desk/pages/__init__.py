"""The desk's pages, one a file; each has a `router`."""

from sayso.desk.pages import (
    about,
    acts,
    adding,
    changes,
    documents,
    export,
    incident,
    login,
    overview,
    queue,
    search,
    series,
    sources,
)

PAGES = (overview, incident, documents, adding, queue, sources, series, search, changes, export, about, acts, login)
