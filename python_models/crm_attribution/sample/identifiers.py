"""Salesforce record ids."""

from __future__ import annotations

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHECK_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
# Two characters of the pod and one reserved zero follow the object's prefix in real ids.
_POD = "8g0"
_SHORT_LENGTH = 15
_SEQUENCE_LENGTH = 9
# Sequences start here so that ids hold letters of both cases, as real ones do.
_FIRST_SEQUENCE = 62**4 + 11
_SEQUENCE_STEP = 7

#: Key prefix of each object, the first three characters of its ids.
PREFIXES = {
    "Account": "001",
    "Contact": "003",
    "User": "005",
    "Opportunity": "006",
    "OpportunityHistory": "008",
    "OpportunityContactRole": "00K",
    "Lead": "00Q",
    "Task": "00T",
    "Event": "00U",
    "CampaignMember": "00v",
    "CampaignMemberStatus": "01Y",
    "Campaign": "701",
}


def salesforce_id(object_name: str, *, number: int) -> str:
    """Case-safe id (18 characters) of the object's `number`-th record.

    Two ids that differ only in case differ when compared without it, too: see `check_characters`.

    Args:
        object_name: API name of the object, a key of `PREFIXES`.
        number: position of the record, 0 or more.

    Raises:
        ValueError: unknown object, or a negative number.

    >>> salesforce_id("Campaign", number=0)
    '7018g000001000BAAQ'
    >>> salesforce_id("Lead", number=6)
    '00Q8g000001000rEAA'
    """
    if object_name not in PREFIXES:
        raise ValueError(f"object {object_name!r} is unknown; allowed: {', '.join(PREFIXES)}")
    if number < 0:
        raise ValueError(f"number is {number}; it must be 0 or more")
    remainder = _FIRST_SEQUENCE + number * _SEQUENCE_STEP
    sequence = ""
    for _ in range(_SEQUENCE_LENGTH):
        remainder, digit = divmod(remainder, len(_DIGITS))
        sequence = _DIGITS[digit] + sequence
    short_id = PREFIXES[object_name] + _POD + sequence
    return short_id + check_characters(short_id)


def check_characters(short_id: str) -> str:
    """The three characters that make a case-safe id of a case-sensitive one.

    Each encodes five places: the first place counts 1 when it is a capital, the second 2, then 4,
    8 and 16; the sum picks one of A to Z and 0 to 5.

    Args:
        short_id: id of 15 characters.

    Raises:
        ValueError: another length.

    >>> check_characters("001A0000006Vm9r")
    'IAC'
    """
    if len(short_id) != _SHORT_LENGTH:
        raise ValueError(f"id {short_id!r} has {len(short_id)} characters; it must have 15")
    groups = (short_id[start : start + 5] for start in range(0, _SHORT_LENGTH, 5))
    return "".join(
        _CHECK_DIGITS[sum(letter.isupper() << place for place, letter in enumerate(group))]
        for group in groups
    )
