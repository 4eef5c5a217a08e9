"""What the desk reads reports with stands in `sayso.desk.resources`.

>>> Opened.__name__
'Opened'
"""

from __future__ import annotations

from sayso.desk.resources import Opened

__all__ = ["Opened"]
