"""Keeping: the sealed package of a case, the proof that it is unharmed, reading it back, disposal, and masked copies."""
