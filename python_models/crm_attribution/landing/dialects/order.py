"""Choosing between two ways to read a column: by what its cells prove, then by a setting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crm_attribution.landing.dialects.dialect import DialectError


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A setting, and how an error of a column is told.

    Attributes:
        setting: Name in an entry of the variable export_mappings.
        variable: Name of the variable that sets it for all exports.
        value: What is set: ``auto`` or one of the ways.
        ways: Way -> in words, such as ``dmy`` -> ``day first``.
        where: File and column.
        example: Kind of cell -> one such cell.
    """

    setting: str
    variable: str
    value: str
    ways: Mapping[str, str]
    where: str
    example: Callable[[str], str]

    def error(self, problem: str) -> DialectError:
        """Give the error that names the file, the column and the setting."""
        allowed = " or ".join(f"{self.setting}: {way!r}" for way in self.ways)
        return DialectError(
            f"{self.where}: {problem}. Give {allowed} in this export's entry of the variable "
            f"export_mappings, or the variable {self.variable} for all exports."
        )


def choose(
    proofs: Mapping[str, str],
    *,
    ambiguous: Sequence[str],
    choice: Choice,
    otherwise: str | None,
) -> str:
    """Choose how a column is read.

    A setting decides between contradicting cells: those that do not fit it are not read. It must
    not silently turn round cells that can be read either way while all others prove it wrong.

    Args:
        proofs: Kind of cell -> the way it proves.
        ambiguous: Kinds of cells that read differently either way.
        choice: The setting.
        otherwise: The way of a column that proves none; None makes it an error.

    Raises:
        DialectError: Cells contradict each other, or the setting, or prove nothing.
    """
    proved = sorted(set(proofs.values()))
    if choice.value != "auto":
        if not proved or choice.value in proved:
            return choice.value
        if not ambiguous:
            return proved[0]
        cell = choice.example(next(iter(proofs)))
        raise choice.error(
            f"{choice.setting} is {choice.value!r}, but the value {cell!r} can only be read with "
            f"{choice.ways[proved[0]]}, and {choice.example(ambiguous[0])!r} can be read either way"
        )
    if len(proved) == 1:
        return proved[0]
    if proved:
        first, second = (next(k for k, way in proofs.items() if way == w) for w in proved)
        raise choice.error(
            f"the value {choice.example(first)!r} can only be read with "
            f"{choice.ways[proved[0]]}, the value {choice.example(second)!r} only with "
            f"{choice.ways[proved[1]]}"
        )
    if otherwise is None:
        if not ambiguous:
            return next(iter(choice.ways))
        ways = " or with ".join(choice.ways.values())
        raise choice.error(
            f"the value {choice.example(ambiguous[0])!r} can be read with {ways}, and no value of "
            "the column tells which"
        )
    return otherwise
