"""Salesforce ids in their long form."""

from __future__ import annotations

NULL_IDS = "('000000000000AAA', '000000000000000AAA', '000000000000000')"


def long_id(raw: str) -> str:
    """Give the SQL of a Salesforce id of 18 characters; other texts stay as they are.

    Source:
        Salesforce: each of the three letters behind the 15 tells which of five are capitals.

    Example:
        >>> import duckdb
        >>> rows = "(values ('001A0000006Vm9r'), ('000000000000AAA')) t(raw)"
        >>> duckdb.sql(f"select {long_id('raw')} from {rows}").fetchall()
        [('001A0000006Vm9rIAC',), (None,)]
    """
    letters = []
    for group in range(3):
        bits = [
            f"case when substr({raw}, {group * 5 + place + 1}, 1) between 'A' and 'Z' "
            f"then {2**place} else 0 end"
            for place in range(5)
        ]
        letters.append(f"substr('ABCDEFGHIJKLMNOPQRSTUVWXYZ012345', 1 + {' + '.join(bits)}, 1)")
    return (
        f"case when {raw} in {NULL_IDS} then null "
        f"when length({raw}) = 15 then {raw} || {' || '.join(letters)} else {raw} end"
    )
