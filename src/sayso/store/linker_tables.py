"""The tables of what the linker remembers; they follow from the claims, and are made anew when the linker changes.

>>> [column.name for column in THREAD_KEYS.primary_key]
['block', 'thread']
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Table

from sayso.store.schema import METADATA, NUMBER, TEXT

# What the linker remembers, so that a new document is compared with its neighbourhood only; derived, and made anew when the
# linker changes. A thread is the claims of one document that tell of one happening; threads, keys and texts are numbers.
THREADS = Table(
    "link_threads",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("document", TEXT, nullable=False, index=True),
    Column("bundle", NUMBER, nullable=False, index=True),  # the least thread of those that it shares incidents with
    Column("lead", Boolean, nullable=False),
    Column("fixes", TEXT, nullable=False),
    Column("record", TEXT, nullable=False),
)

# Threads by what may bring them together: a day and a place, a name, a toll.
THREAD_KEYS = Table(
    "link_keys",
    METADATA,
    Column("block", NUMBER, primary_key=True, autoincrement=False),
    Column("thread", NUMBER, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

# Threads that were compared, the smaller number first.
THREAD_PAIRS = Table(
    "link_pairs",
    METADATA,
    Column("one", NUMBER, primary_key=True, autoincrement=False),
    Column("other", NUMBER, primary_key=True, autoincrement=False, index=True),
    Column("score", Float, nullable=False),
    Column("verdict", TEXT, nullable=False),
    sqlite_with_rowid=False,
)

# Texts, and the bands of their hashes by which copies are found.
TEXTS = Table(
    "link_texts",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("document", TEXT, nullable=False, unique=True),
)
TEXT_KEYS = Table(
    "link_text_keys",
    METADATA,
    Column("band", NUMBER, primary_key=True, autoincrement=False),
    Column("number", NUMBER, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

# Documents whose claims, or what people said of them, changed since incidents were last assembled.
LINK_QUEUE = Table("link_queue", METADATA, Column("document", TEXT, primary_key=True))
