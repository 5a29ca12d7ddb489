"""The desk's own look and its small script."""
