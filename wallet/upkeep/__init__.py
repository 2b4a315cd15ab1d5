"""What an operator does besides serving: back-ups, restores, checks, a sealed copy of the seeds."""
