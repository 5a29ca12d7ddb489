"""The handbook: its pages in ``docs/``, what in them is made from code, and how they become a site and a PDF.

Not part of the installed program. ``python -m handbook --help`` tells what there is.
"""
