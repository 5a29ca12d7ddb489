"""The pages of the desk: one module each, found by being here."""
