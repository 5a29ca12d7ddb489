"""What `beredning starta` lays out in a new working folder."""
