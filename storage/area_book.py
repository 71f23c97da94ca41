"""Writing the tree of areas: provinces of Việt Nam and their communes, by the codes the operator keeps."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import insert_new
from storage.tables.clubs import areas

NATION = "VN"


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One province (`province` "") or one commune of that province."""

    code: str
    name: str
    province: str = ""

    @property
    def kind(self) -> str:
        return "commune" if self.province else "province"

    @property
    def lies_in(self) -> str:
        return self.province or NATION


async def area_lines(connection: AsyncConnection) -> list[AreaLine]:
    """All areas still in force, each province before its communes."""
    query = (
        sa.select(areas.c.code, areas.c.name, areas.c.kind, areas.c.parent_code)
        .where(areas.c.kind != "nation", areas.c.valid_to.is_(None))
        .order_by(areas.c.code)
    )
    rows = await connection.execute(query)
    found = [AreaLine(row.code, row.name, row.parent_code if row.kind == "commune" else "") for row in rows]
    return sorted(found, key=lambda line: (line.province or line.code, bool(line.province), line.code))


async def save_areas(connection: AsyncConnection, lines: Sequence[AreaLine]) -> tuple[int, int]:
    """How many were new and how many renamed; an old name stays as an alias, nothing else is touched.

    Raises ValueError where a known code is to lie elsewhere: clubs and officers hang on it.
    """
    await insert_new(connection, areas, [{"code": NATION, "name": "Việt Nam", "kind": "nation"}])
    columns = (areas.c.code, areas.c.name, areas.c.parent_code, areas.c.aliases)
    known = {row.code: row for row in await connection.execute(sa.select(*columns))}
    for line in lines:
        lies_in = known[line.code].parent_code if line.code in known else line.lies_in
        if lies_in != line.lies_in:
            raise ValueError(f"{line.code} lies in {lies_in or 'nothing'}, it cannot move")
    new = [line for line in lines if line.code not in known]
    renamed = [line for line in lines if line.code in known and known[line.code].name != line.name]
    await _add(connection, new)
    for line in renamed:
        before = known[line.code]
        await _rename(connection, line, [*(before.aliases or []), before.name])
    return len(new), len(renamed)


async def _add(connection: AsyncConnection, new: Sequence[AreaLine]) -> None:
    """Provinces before the communes that lie in them."""
    rows = [
        {"code": line.code, "name": line.name, "kind": line.kind, "parent_code": line.lies_in}
        for line in sorted(new, key=lambda one: bool(one.province))
    ]
    if rows:
        await connection.execute(sa.insert(areas), rows)


async def _rename(connection: AsyncConnection, line: AreaLine, aliases: list[str]) -> None:
    change = sa.update(areas).where(areas.c.code == line.code).values(name=line.name, aliases=aliases)
    await connection.execute(change)
