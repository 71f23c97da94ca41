"""Which thing of the list of assets is meant: asked where several go by that name."""

from handlers.dialogue.questions import Choose, Option
from handlers.fund.asset_list import KeptAsset

LISTED = 7


async def which_asset(found: tuple[KeptAsset, ...]) -> KeptAsset:
    """The only one that fits, or the one picked."""
    choices = tuple(
        Option(f"asset{asset.id}", (asset.name, f"{asset.quantity} {asset.name}"), {"asset": asset})
        for asset in found[:LISTED]
    )
    said = await Choose(key="which", choices=choices, known=choices[0].code if len(found) == 1 else None)
    return next(asset for asset in found if f"asset{asset.id}" == said)
