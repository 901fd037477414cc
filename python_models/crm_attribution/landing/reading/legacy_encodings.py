"""Text that is not Unicode: Chinese, Windows or Macintosh."""

from __future__ import annotations

import re
import unicodedata

from charset_normalizer import from_bytes

# Of the characters beyond ASCII, the share that has to make sense.
LEAST_PLAUSIBLE = 0.6
CLEARLY_BETTER = 0.1
UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# GB 2312: both bytes are high; Chinese text hardly leaves it. An accented letter before an ASCII
# letter is valid GBK by chance, but its second byte is low.
GB_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
GB2312_PAIR = re.compile(rb"[\xa1-\xa9\xb0-\xf7][\xa1-\xfe]")
# The characters of daily use; Cyrillic letters in pairs fall among the rare ones.
COMMON_PAIR = re.compile(rb"[\xa1-\xa9\xb0-\xd7][\xa1-\xfe]")
LEAST_GB2312 = 0.8
LEAST_COMMON = 0.6
OPENING = "“‘«‹„‚¿¡"
CLOSING = "”’»›…"
CURRENCIES = "€£¥¢"
ANYWHERE = "–—•·§©®™°†№\u00a0"
UNITS = "²³½¼¾ªº±×÷µ¶"


def legacy_encoding(sample: bytes) -> str | None:
    r"""Tell GB18030, Windows-1252 and Mac Roman apart.

    Args:
        sample: Whole lines, each with bytes beyond ASCII.

    Returns:
        ``gb18030``, ``windows-1252``, ``mac-roman``, or None when none gives plausible text, as
        for damaged UTF-8.

    Source:
        charset-normalizer for what the rules leave open; GB 18030-2022; WHATWG Encoding.

    Example:
        >>> legacy_encoding("姓名,北京\n".encode("gbk"))
        'gb18030'
        >>> legacy_encoding("Zoë – café\n".encode("cp1252"))
        'windows-1252'
        >>> legacy_encoding("Zoë – café\n".encode("mac-roman"))
        'mac-roman'
    """
    if _is_damaged_utf8(sample):
        return None
    if _is_chinese(sample):
        return "gb18030"
    if _is_of_another_script(sample):
        return None
    scores = {}
    for encoding in ("windows-1252", "mac-roman"):
        try:
            scores[encoding] = plausibility(sample.decode(encoding))
        except UnicodeDecodeError:
            continue
    best = max(scores.values(), default=0.0)
    if best < LEAST_PLAUSIBLE:
        return None
    close = [encoding for encoding, score in scores.items() if score > best - CLEARLY_BETTER]
    if len(close) == 1:
        return close[0]
    return _by_charset_normalizer(sample) or max(close, key=scores.__getitem__)


def _by_charset_normalizer(sample: bytes) -> str | None:
    match = from_bytes(sample, cp_isolation=["cp1252", "mac_roman"], enable_fallback=False).best()
    names = {"cp1252": "windows-1252", "mac_roman": "mac-roman"}
    return names.get(match.encoding) if match else None


def _is_damaged_utf8(sample: bytes) -> bool:
    sequences = UTF8_SEQUENCE.findall(sample)
    high = sum(map(len, re.findall(rb"[\x80-\xff]+", sample)))
    return sum(map(len, sequences)) * 4 > high * 3


def _is_of_another_script(sample: bytes) -> bool:
    """Cyrillic or Greek: whole words beyond ASCII, where Western words have a letter or two."""
    high = len(re.findall(rb"[\x80-\xff]", sample))
    in_words = sum(map(len, re.findall(rb"[\x80-\xff]{3,}", sample)))
    return 2 * in_words > high


def _is_chinese(sample: bytes) -> bool:
    try:
        text = sample.decode("gb18030")
    except UnicodeDecodeError:
        return False
    pairs = GB_PAIR.findall(sample)
    known = sum(bool(GB2312_PAIR.fullmatch(pair)) for pair in pairs)
    common = sum(bool(COMMON_PAIR.fullmatch(pair)) for pair in pairs)
    if not pairs or known < LEAST_GB2312 * len(pairs) or common < LEAST_COMMON * len(pairs):
        return False
    beyond = [character for character in text if not character.isascii()]
    cjk = sum(
        "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
        for character in beyond
    )
    return cjk > 0.5 * len(beyond)


def plausibility(text: str) -> float:
    r"""Share of the characters beyond ASCII that stand where they may stand in Western text.

    Args:
        text: Decoded text.

    Returns:
        0 to 1; 1 when there are none.

    Example:
        >>> plausibility("café"), plausibility("cafŽ s"), plausibility("caf\x8e")
        (1.0, 0.0, 0.0)
    """
    good = total = 0
    padded = f" {text} "
    for match in re.finditer(r"[^\x00-\x7f]", padded):
        at = match.start()
        total += 1
        good += _fits(padded[at - 1], match[0], padded[at + 1])
    return good / total if total else 1.0


def _fits(before: str, character: str, after: str) -> bool:
    kind = unicodedata.category(character)
    if kind == "Ll":
        # A small letter after a capital is fine; before one, or beside a digit, it is not.
        return not (after.isupper() or before.isdigit() or after.isdigit())
    if kind == "Lu":
        return not before.islower() and not before.isdigit()
    if character in CURRENCIES:
        return not before.islower() and not after.isalpha()
    if character in ANYWHERE:
        return not (before.isalpha() and after.isalpha())
    if character in OPENING:
        return not before.isalpha()
    if character == "’":
        return before.isalpha() or before.isdigit()
    if character in CLOSING:
        return not after.isalpha()
    return character in UNITS and (before.isdigit() or not after.isalpha())
