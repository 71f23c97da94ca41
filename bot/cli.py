"""The command line: parses, loads the one module a command needs, and turns errors into plain sentences.

Nothing heavy is imported here: `clb understand` answers without a database, a channel or a template.
"""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

from bot.cli_commands import COMMANDS, Command
from bot.errors import OperatorError, UsageError

NOT_BUILT = ("report", "export", "erase")
USAGE = 2


def parser() -> argparse.ArgumentParser:
    """All commands of contract.md."""
    top = argparse.ArgumentParser(prog="clb", description="The club assistant over Zalo and Telegram.")
    commands = top.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        _add(commands, command)
    for name in NOT_BUILT:
        commands.add_parser(name, help="not in this version").add_argument("rest", nargs=argparse.REMAINDER)
    return top


def _add(commands: Any, command: Command) -> None:
    sub = commands.add_parser(command.name, help=command.help)
    sub.add_argument("--db", default=None, help="database address (else CLB_DATABASE_URL, else SQLite)")
    if command.clock:
        sub.add_argument("--now", default=None, metavar="ISO", help="freeze the clock at this moment")
    if command.json:
        sub.add_argument("--json", action="store_true", help="one JSON object a line")
    for flags, options in command.arguments:
        sub.add_argument(*flags, **options)


def run(argv: Sequence[str]) -> int:
    """Exit status: 0 done, 1 a check failed, 2 wrong usage or not in this version."""
    try:
        args = parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    if args.command in NOT_BUILT:
        print(f"clb {args.command}: not in this version", file=sys.stderr)
        return USAGE
    return _run(args)


def _loaded(name: str) -> Any:
    """The module; nothing of an import is ever thrown away, so the collector of garbage need not look."""
    gc.disable()
    try:
        return importlib.import_module(name)
    finally:
        gc.enable()


def _run(args: argparse.Namespace) -> int:
    command = next(command for command in COMMANDS if command.name == args.command)
    module = _loaded(f"bot.commands.{command.module}")
    try:
        return int(module.run(args))
    except OperatorError as error:
        if error.__cause__ and os.environ.get("CLB_DEBUG"):
            raise
        print(f"clb {args.command}: {error}", file=sys.stderr)
        return USAGE if isinstance(error, UsageError) else 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if os.environ.get("CLB_DEBUG"):
            raise
        print(f"clb {args.command}: {plain(error)}", file=sys.stderr)
        return 1


def plain(error: Exception) -> str:
    """One sentence about an error nobody foresaw, without its inner words: they may hold personal data."""
    if isinstance(error, OSError):
        return f"{error.strerror or 'the machine refused'}; check the disk, the folder's rights and the port."
    return f"something went wrong ({type(error).__name__}); run it again with CLB_DEBUG=1 to see where."
