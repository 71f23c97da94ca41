"""`clb doctor`: what is configured and whether it answers; every broken line ends with what to do."""

import argparse
import asyncio
import json

from bot.commands.opening import address_of, clock_of
from bot.doctor import Finding, check_database, check_folder, check_settings
from bot.doctor_channels import FIRST_DAY, check_channels
from bot.errors import OperatorError
from bot.settings import Settings
from storage.database import open_database


def run(args: argparse.Namespace) -> int:
    """0 when all is well, 1 when something is broken."""
    return asyncio.run(_doctor(args))


async def _doctor(args: argparse.Namespace) -> int:
    settings = Settings()
    findings = [*check_settings(settings), check_folder(settings.data_dir)]
    findings += await _database(args, settings)
    findings += await check_channels(settings)
    for finding in findings:
        print(_json(finding) if args.json else _plain(finding))
    if settings.zalo_bot_token.get_secret_value() and not args.json:
        print(f"\n{FIRST_DAY}")
    return 0 if all(finding.well for finding in findings) else 1


async def _database(args: argparse.Namespace, settings: Settings) -> list[Finding]:
    try:
        database = open_database(address_of(args, settings))
    except (ValueError, OSError) as error:
        raise OperatorError(
            "the database's address cannot be used; check --db or CLB_DATABASE_URL"
        ) from error
    try:
        return await check_database(database, clock_of(args, settings).now())
    finally:
        await database.dispose()


def _json(finding: Finding) -> str:
    state = "ok" if finding.well else "broken"
    shown = {"check": finding.what, "state": state, "says": finding.says, "do": finding.do}
    return json.dumps(shown, ensure_ascii=False)


def _plain(finding: Finding) -> str:
    if finding.well:
        return f"ok      {finding.what}: {finding.says}"
    return f"broken  {finding.what}: {finding.says}. Do this: {finding.do}"
