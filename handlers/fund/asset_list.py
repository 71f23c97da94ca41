"""The list of what a club owns and what is gone from it, and what the talks about it ask to be written.

No row is forgotten: what left keeps its day and reason, what came back is told in the audit.
"""

from dataclasses import dataclass, replace
from datetime import date

from handlers.dialogue.hearing.folding import fold


@dataclass(frozen=True, slots=True)
class KeptAsset:
    """One row of the list; `gone_on` and `why` (a code of asset_gone.REASONS) once it left the club."""

    id: int
    name: str
    quantity: int
    gone_on: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class AssetList:
    """What a club owns, newest first, and what is gone, latest first."""

    club_name: str
    held: tuple[KeptAsset, ...] = ()
    gone: tuple[KeptAsset, ...] = ()


@dataclass(frozen=True, slots=True)
class AssetGone:
    """Effect: `quantity` of `asset`, as it stood when read back, left the club; `left` stay.

    `overtaken`: the row had changed meanwhile, nothing was written.
    """

    club_id: int
    asset: KeptAsset
    quantity: int
    on: date
    why: str
    overtaken: bool = False

    @property
    def left(self) -> int:
        return self.asset.quantity - self.quantity


@dataclass(frozen=True, slots=True)
class NoSuchAsset:
    """Effect that changes nothing: the list holds no such thing, or nothing at all."""

    said: str
    empty: bool


@dataclass(frozen=True, slots=True)
class AssetBack:
    """Effect: what had been called gone, as it stood when read back, is still the club's."""

    club_id: int
    asset: KeptAsset
    overtaken: bool = False


def meant_by(thing: str, held: tuple[KeptAsset, ...]) -> tuple[KeptAsset, ...]:
    """The rows whose name holds every word said; all of them where nothing was named."""
    said = set(_words(thing))
    exact = tuple(asset for asset in held if set(_words(asset.name)) == said)
    return exact or tuple(asset for asset in held if said <= set(_words(asset.name)))


def _words(name: str) -> list[str]:
    return fold(name.lower()).replace(",", " ").split()


def overtaken(gone: AssetGone) -> AssetGone:
    """The same, for the receipt of what somebody else had written off before."""
    return replace(gone, overtaken=True)
