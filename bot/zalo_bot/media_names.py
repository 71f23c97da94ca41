"""Under which name a link's picture or sound is kept: none that tells anything about its sender."""

import hashlib

FOLDER = "received"


def stem_of(link: str) -> str:
    """The file's name without its ending."""
    return hashlib.sha256(link.encode()).hexdigest()
