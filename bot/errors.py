"""What only an operator can mend: said in one plain sentence with what to do, shown without a traceback."""


class OperatorError(Exception):
    """The assistant cannot go on until somebody changes a setting; the text says which and how.

    The text never holds a token, a secret or a person's words.
    """


class UsageError(OperatorError):
    """The command was called with something it cannot use; exit status 2."""
