"""An empty page, to compare with."""
