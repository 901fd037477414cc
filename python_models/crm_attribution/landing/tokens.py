"""What identifies a person, as a keyed token; SQL that DuckDB computes while landing.

The key is DuckDB's session variable ``crm_attribution_key``, so that it stands in no statement, no
log and no table.
"""

from __future__ import annotations

KEY = "getvariable('crm_attribution_key')"


def token(value: str, *, kind: str) -> str:
    """Give the SQL of a keyed token: SHA-256 of key, kind, value and key again.

    Args:
        value: SQL of a normalised text.
        kind: ``email``, ``phone`` or ``name``: equal texts of two kinds do not meet.

    Returns:
        SQL of 64 hexadecimal digits, null where the value is.

    Source:
        The envelope method of RFC 1828, section 3, with SHA-256.

    Example:
        >>> token("address", kind="email")
        "sha256(getvariable('crm_attribution_key') || 'email:' || address || getvariable('crm_attribution_key'))"
    """  # noqa: E501
    return f"sha256({KEY} || '{kind}:' || {value} || {KEY})"


def email_address(raw: str) -> str:
    """Give the SQL of a normalised address, null where the text holds none.

    Example:
        >>> import duckdb
        >>> sql = email_address("raw")
        >>> rows = "(values ('Ann Lee <Ann@A.example>'), ('mailto:ann@a.example'), ('n/a')) t(raw)"
        >>> duckdb.sql(f"select {sql} from {rows}").fetchall()
        [('ann@a.example',), ('ann@a.example',), (None,)]
    """
    return (
        f"case when strpos({raw}, '@') = 0 then null "
        f"when regexp_matches({raw}, '[<:]') "
        f"then nullif(lower(regexp_extract({raw}, '([^<>:;,\\s]+@[^<>:;,\\s]+)', 1)), '') "
        f"else lower({raw}) end"
    )


def email_token(raw: str) -> str:
    """Give the SQL of the token of an e-mail address."""
    return token(email_address(raw), kind="email")


def email_domain(raw: str) -> str:
    """Give the SQL of the domain of an e-mail address."""
    return f"nullif(split_part({email_address(raw)}, '@', -1), '')"


def phone_number(raw: str, *, country_code: str) -> str:
    """Give the SQL of a telephone number's digits with its country code, null below 7 digits.

    What a spreadsheet has rounded (``4.91512E+12``) is many numbers, and none.

    Args:
        raw: SQL of the text.
        country_code: Digits that stand before a number written without one; may be empty.

    Source:
        ITU-T E.164 for the form; ``00`` and ``+`` mark a number that has its country code.

    Example:
        >>> import duckdb
        >>> sql = phone_number("raw", country_code="49")
        >>> rows = "(values ('+49 (30) 123-456'), ('030/123456 ext. 7'), ('0049 30 123456')) t(raw)"
        >>> duckdb.sql(f"select distinct {sql} from {rows}").fetchall()
        [('4930123456',)]
    """
    number = f"regexp_replace(lower({raw}), '(ext|x|#|durchwahl|转).*$', '')"
    digits = f"regexp_replace(replace({number}, '(0)', ''), '[^0-9]', '', 'g')"
    national = f"'{country_code}' || ltrim({digits}, '0')" if country_code else digits
    return (
        f"case when length({digits}) < 7 "
        f"or regexp_full_match({raw}, '[0-9]([.,][0-9]+)?[eE][+]?[0-9]+') then null "
        f"when starts_with(ltrim({number}), '+') then {digits} "
        f"when starts_with({digits}, '00') then substr({digits}, 3) "
        f"else {national} end"
    )


def person_name(raw: str) -> str:
    """Give the SQL of a folded name: small letters without accents, single blanks.

    Example:
        >>> import duckdb
        >>> duckdb.sql(f"select {person_name('raw')} from (values (' José  GARCÍA ')) t(raw)")
        ... # doctest: +SKIP
    """
    return f"nullif(trim(regexp_replace(strip_accents(lower({raw})), '\\s+', ' ', 'g')), '')"


def mask_addresses(raw: str) -> str:
    """Give the SQL of a text with each e-mail address in it replaced by ``(email)``.

    Example:
        >>> import duckdb
        >>> rows = "(values ('https://site.example/?to=ann%40a.example&x=1')) t(raw)"
        >>> duckdb.sql(f"select {mask_addresses('raw')} from {rows}").fetchall()
        [('https://site.example/?to=(email)&x=1',)]

    An @ that stands alone is none: ``Meetup @ Berlin``.
    """
    part = '[^/?&=#;:,\\s<>"]'
    return (
        f"case when contains({raw}, '@') or contains({raw}, '%40') "
        f"then regexp_replace({raw}, '{part}*(@|%40){part}+', '(email)', 'g') else {raw} end"
    )
