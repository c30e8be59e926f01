"""The pages' pieces about presentations: choosing slides, showing them, the files."""
