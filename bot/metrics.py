"""What is counted while the assistant runs, in Prometheus' own words; no label ever names a person
or a club.
"""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from handlers.operator.health import Figures

REGISTRY = CollectorRegistry()
RECEIVED = Counter("clb_received", "Messages stored in the inbox", ["channel"], registry=REGISTRY)
TURNS = Counter("clb_turns", "Turns committed", registry=REGISTRY)
SET_ASIDE = Counter("clb_turns_set_aside", "Turns set aside after three tries", registry=REGISTRY)
SENT = Counter("clb_sent", "Attempts to send, by outcome", ["channel", "outcome"], registry=REGISTRY)
BATCH_SECONDS = Histogram("clb_batch_seconds", "One batch of turns, decided and committed", registry=REGISTRY)

QUEUE_AGE = Gauge("clb_oldest_turn_seconds", "Age of the oldest message not answered yet", registry=REGISTRY)
WAITING = Gauge("clb_letters_waiting", "Letters that are due and have not left", registry=REGISTRY)
FAILED = Gauge("clb_letters_failed", "Letters given up since yesterday morning", registry=REGISTRY)
BACKUP_AGE = Gauge("clb_backup_age_seconds", "Age of the newest backup", registry=REGISTRY)
DISK_FREE = Gauge("clb_disk_free_bytes", "Room left where the data are", registry=REGISTRY)


def show_health(figures: Figures) -> None:
    """The gauges of one look."""
    oldest = figures.oldest_unanswered
    QUEUE_AGE.set((figures.now - oldest).total_seconds() if oldest is not None else 0)
    WAITING.set(figures.waiting)
    FAILED.set(figures.failed)
    DISK_FREE.set(figures.disk_free)
    if figures.backup is not None:
        BACKUP_AGE.set((figures.now - figures.backup.at).total_seconds())


def metrics_text() -> str:
    """Everything counted so far."""
    return generate_latest(REGISTRY).decode()
