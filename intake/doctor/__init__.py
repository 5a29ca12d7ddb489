"""Checks of the installation and the working folder. A module here with ``ORDER`` and ``check`` is one check; it is found by being there."""
