"""What each `clb` command is called and takes (contract.md); the work is in bot/commands/."""

from dataclasses import dataclass
from typing import Any

Arguments = tuple[tuple[tuple[str, ...], dict[str, Any]], ...]


@dataclass(frozen=True, slots=True)
class Command:
    """One subcommand: its name, its module under bot/commands, its own arguments."""

    name: str
    module: str
    help: str
    arguments: Arguments = ()
    clock: bool = True
    json: bool = True


ROLES = ("leader", "deputy", "secretary", "accountant", "treasurer", "officer", "reader", "operator")
SEAT: Arguments = (
    (("--club",), {"default": None, "metavar": "NAME"}),
    (("--area",), {"default": None, "metavar": "CODE"}),
    (("--role",), {"required": True, "choices": ROLES, "metavar": "ROLE"}),
)
KINDS = ("amount", "number", "date", "yesno", "entry", "club", "inquiry")

COMMANDS = (
    Command(
        "import",
        "import_clubs",
        "clubs, members, opening balances and running loans out of a workbook",
        (
            (("file",), {"nargs": "?", "metavar": "FILE.xlsx"}),
            (("--dry-run",), {"action": "store_true", "help": "only try, write nothing"}),
            (("--blank",), {"metavar": "FILE.xlsx", "help": "write an empty workbook to fill"}),
        ),
    ),
    Command(
        "areas",
        "areas",
        "the provinces and communes there are; with a file, write those of its lines code,name,province",
        (
            (("file",), {"nargs": "?", "metavar": "FILE.csv"}),
            (("--move",), {"metavar": "CLUB", "help": "name or number of a club that changes commune"}),
            (("--to",), {"metavar": "CODE", "help": "the commune it moves to"}),
            (("--on",), {"metavar": "DAY", "help": "its first day there, like 2026-12-03"}),
        ),
    ),
    Command(
        "run",
        "run",
        "every channel that is configured, the web server, the scheduler, the outbox",
        json=False,
    ),
    Command("demo", "demo", "run with demo data and the browser chat, no token needed", json=False),
    Command(
        "seed",
        "seed",
        "demo data, or a country of any size",
        (
            (("what",), {"choices": ("demo", "scale")}),
            (("--clubs",), {"type": int, "default": 100}),
            (("--months",), {"type": int, "default": 12}),
            (("--seed",), {"type": int, "default": 1}),
        ),
    ),
    Command(
        "talk",
        "talk",
        "talk in the terminal: one line of stdin is one message",
        ((("--as",), {"dest": "handle", "default": "leader", "metavar": "HANDLE"}),),
    ),
    Command(
        "understand",
        "understand",
        "how phrases on stdin are understood, one a line",
        (
            (("kind",), {"choices": KINDS, "metavar": "KIND"}),
            (("--today",), {"default": None, "metavar": "DAY", "help": "ISO day"}),
        ),
        clock=False,
    ),
    Command(
        "invite",
        "invite",
        "a code that lets somebody join as leader, treasurer, officer …",
        (
            *SEAT,
            (
                ("--person",),
                {
                    "default": None,
                    "metavar": "NAME",
                    "help": "whose code: also for a second phone or channel",
                },
            ),
            (
                ("--qr",),
                {"default": None, "metavar": "FILE.png", "help": "also draw the code as a QR picture"},
            ),
        ),
    ),
    Command(
        "revoke",
        "revoke",
        "a lost phone or card: unbind it at once, and cancel the open codes",
        (
            *SEAT,
            (("--person",), {"default": None, "metavar": "NAME"}),
            (("--gone",), {"action": "store_true", "help": "the person gives up the role as well, today"}),
            (("--codes",), {"action": "store_true", "help": "only the open codes; phones stay"}),
        ),
    ),
    Command("tick", "tick", "do what is due at a moment; writes the outbox, delivers nothing"),
    Command(
        "digest",
        "digest",
        "one area's weekly digest: text, chart, workbook",
        (
            (("--area",), {"required": True, "metavar": "CODE"}),
            (("--week",), {"required": True, "metavar": "2026-W47"}),
            (("--out",), {"required": True, "metavar": "DIR"}),
        ),
    ),
    Command(
        "calendar",
        "calendar",
        "a province's reporting calendar: shown, and set where something is given",
        (
            (("--area",), {"required": True, "metavar": "CODE"}),
            (("--due-day",), {"type": int, "metavar": "N", "help": "clubs report by this day"}),
            (
                ("--state-day",),
                {"type": int, "metavar": "N", "help": "yearly reports before it"},
            ),
            (("--commune-day",), {"type": int, "metavar": "N", "help": "communes report by this day"}),
            (("--digest-day",), {"choices": ("mon", "tue", "wed", "thu", "fri", "sat")}),
            (("--digest-at",), {"metavar": "07:30", "help": "when officers get the week's digest"}),
            (("--remind-before",), {"metavar": "5,2", "help": "days before the due day"}),
            (("--meeting-evening",), {"choices": ("on", "off"), "help": "ask on the meeting's evening"}),
        ),
    ),
    Command("outbox", "outbox", "waiting, sent, unknown and failed messages"),
    Command("verify", "verify", "recompute chains, balances and keys; name the first broken row"),
    Command(
        "webhook",
        "webhook",
        "Zalo pushes messages to CLB_PUBLIC_URL (on), or they are fetched (off)",
        ((("what",), {"choices": ("on", "off")}),),
        clock=False,
    ),
    Command("doctor", "doctor", "what is configured and whether it answers"),
    Command(
        "backup",
        "backup",
        "one encrypted file of everything, opened again at once to see that it can be",
        ((("file",), {"metavar": "FILE"}),),
        clock=False,
    ),
    Command(
        "restore",
        "restore",
        "bring a backup back into an empty database",
        ((("file",), {"metavar": "FILE"}),),
    ),
    Command("upgrade", "upgrade", "back up, migrate, verify, or go back", clock=False),
    Command(
        "db", "db", "migrations", ((("what",), {"choices": ("upgrade", "current")}),), clock=False, json=False
    ),
)
