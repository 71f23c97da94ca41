"""What Telegram may refuse us for good, named so that the rest of the program can tell it apart."""

from bot.errors import OperatorError


class TokenRefused(OperatorError):
    """Telegram does not know this bot's token (any more): nothing goes in or out until the operator acts."""
