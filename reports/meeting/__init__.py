"""The overview for a meeting: what is decided on, what it costs, what to ask, and the sheet that comes back with views."""
