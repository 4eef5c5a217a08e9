"""What every table of a ledger is part of, and the types that its columns share; the tables stand in rooms of their own.

`tables` has what a ledger keeps, `linker_tables` what the linker remembers, `index_tables` what pages find by. The last two
follow from the first.

>>> TEXT.python_type
<class 'str'>
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, MetaData, Text

METADATA = MetaData()
TEXT = Text().with_variant(Text(collation="C"), "postgresql")  # in one order everywhere: that of the code points
NUMBER = BigInteger().with_variant(Integer, "sqlite")  # 63 bits
