"""What a worker does with training runs, and what the sweeper does for them: see settings.SWEEPS."""

from training.jobs.sweeps import purge_removed, ring_again

__all__ = ["purge_removed", "ring_again"]
