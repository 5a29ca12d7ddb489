"""Copies for disclosure, where what may not be given out is gone from the file and not only hidden from the eye."""
