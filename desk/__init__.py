"""The desk: a local web page over the same functions as the command line, for those who do not live in a terminal."""
