"""The desk's pages, one a file; each has a `router`."""

from sayso.desk.pages import acts, incident, overview, queue

PAGES = (overview, incident, queue, acts)
