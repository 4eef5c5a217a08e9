"""What a user of the desk may do.

>>> ROLES
('viewer', 'reviewer', 'admin')
"""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["viewer", "reviewer", "admin"]  # reads; also says what is right, and adds reports; does all
ROLES: tuple[Role, ...] = get_args(Role)
