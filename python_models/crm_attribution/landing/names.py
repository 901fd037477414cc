"""Names in any naming mode, folded to what all modes share."""

from __future__ import annotations

import re


def fold_name(name: str) -> str:
    """Fold a column or object name: small letters of any script and digits alone.

    Args:
        name: A name as exported: API name, snake case, label.

    Returns:
        The folded name; equal for all naming modes of one name.

    Example:
        >>> {fold_name(n) for n in ("CreatedDate", "created_date", "Created Date", "CREATEDDATE")}
        {'createddate'}
        >>> fold_name("活动 名称")
        '活动名称'
    """
    return re.sub(r"[\W_]", "", name.lower())


def fold_entity(name: str) -> str:
    """Fold an object's name further: to its singular, without the number of a part.

    Args:
        name: A file or table name without its ending.

    Returns:
        The folded name.

    Example:
        >>> [fold_entity(n) for n in ("Opportunities_2", "opportunity", "CampaignMemberStatuses")]
        ['opportunity', 'opportunity', 'campaignmemberstatus']
    """
    folded = re.sub(r"(?<=\D)[0-9]+$", "", fold_name(name))
    if folded.endswith("ies"):
        return folded[:-3] + "y"
    if folded.endswith("uses"):
        return folded[:-2]
    if folded.endswith("s") and not folded.endswith(("us", "ss")):
        return folded[:-1]
    return folded
