"""Marked copies of the applicant's own file: comments in Word, highlights with notes in PDF. The original is never touched.

A module here with ``KIND`` (the reader's name of it), ``NAME`` and ``mark`` is one kind of file; it is found by being there.
"""
