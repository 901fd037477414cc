"""How numbers are written: one grammar, for Python over shapes and for DuckDB over cells."""

from __future__ import annotations

import re

CODES = (
    "USD EUR GBP CNY RMB JPY INR CHF CAD AUD NZD SGD HKD TWD KRW SEK NOK DKK PLN CZK HUF RON BGN "
    "TRY RUB UAH BRL MXN ARS CLP COP ZAR AED SAR ILS THB MYR IDR PHP VND EGP NGN KES"
)
WORDS = r"Rs\.?|kr\.?|zł|Kč|Ft|lei|Rp\.?|RM|Fr\.|元|円|원|人民币"
SYMBOLS = r"(?:US|CN|AU|CA|HK|NZ|SG|NT|MX|JP|A|C|S|R)?[$€£¥￥₹₽₩₺₪฿₫₴₦₱]"
CURRENCY = f"(?:{SYMBOLS}|{'|'.join(CODES.split())}|{WORDS})"
# Power of ten of each suffix; billions are the short scale's.
MULTIPLIERS = {
    "K": 3, "k": 3, "千": 3, "万": 4, "萬": 4, "M": 6, "m": 6, "MM": 6, "Mio": 6, "Mio.": 6,
    "百万": 6, "亿": 8, "億": 8, "B": 9, "b": 9, "bn": 9, "Mrd": 9, "Mrd.": 9, "%": -2,
}  # fmt: skip
SUFFIX = "|".join(re.escape(word) for word in sorted(MULTIPLIERS, key=lambda w: (-len(w), w)))
BLANK = "[ \u00a0\u202f\u2009]"
EXPONENT = r"[+-]?[0-9]*\.?[0-9]*[eE][+-]?[0-9]+"
PARENTHESES = r"^([^(]*)\((.*)\)(.*)$"
TRAILING_MINUS = r"^([^-+]*[^-+ ]) ?-$"


def pattern(mark: str) -> str:
    """Give the regular expression of a whole number with a decimal mark.

    Its groups are the digits with their marks, and the suffix. Digits are ASCII; accounting
    parentheses and a trailing minus have been brought to the front.

    Example:
        >>> re.match(pattern("."), "$1,117.10K").groups()
        ('1,117.10', 'K')
        >>> re.match(pattern(","), "$1,117.10K")
    """
    group, point = (",", r"\.") if mark == "." else (r"\.", ",")
    whole = "|".join(
        [
            *(rf"[1-9][0-9]{{0,2}}(?:{mark}[0-9]{{3}})+" for mark in (group, "['’]", BLANK)),
            rf"[1-9][0-9]?(?:{group}[0-9]{{2}})+{group}[0-9]{{3}}",
            "[0-9]+",
        ]
    )
    core = rf"(?:{whole})(?:{point}[0-9]*)?|{point}[0-9]+"
    sign = "[+-]?"
    return (
        rf"^(?:{sign}(?:{CURRENCY})?{BLANK}?|{CURRENCY}{BLANK}?{sign})({core})"
        rf"{BLANK}?({SUFFIX})?{BLANK}?(?:{CURRENCY})?$"
    )


def bring_sign_forward(number: str) -> str:
    """Write accounting parentheses and a trailing minus as a minus in front.

    Example:
        >>> bring_sign_forward("$(9.99)"), bring_sign_forward("99-")
        ('-$9.99', '-99')
    """
    number = re.sub(PARENTHESES, r"-\1\2\3", number)
    return re.sub(TRAILING_MINUS, r"-\1", number)
