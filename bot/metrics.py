"""What is counted while the assistant runs, in Prometheus' own words; no label ever names a person
or a club.
"""

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

REGISTRY = CollectorRegistry()
RECEIVED = Counter("clb_received", "Messages stored in the inbox", ["channel"], registry=REGISTRY)
TURNS = Counter("clb_turns", "Turns committed", registry=REGISTRY)
SET_ASIDE = Counter("clb_turns_set_aside", "Turns set aside after three tries", registry=REGISTRY)
SENT = Counter("clb_sent", "Attempts to send, by outcome", ["channel", "outcome"], registry=REGISTRY)
BATCH_SECONDS = Histogram("clb_batch_seconds", "One batch of turns, decided and committed", registry=REGISTRY)


def metrics_text() -> str:
    """Everything counted so far."""
    return generate_latest(REGISTRY).decode()
