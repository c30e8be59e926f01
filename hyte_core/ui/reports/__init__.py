"""The pages' pieces about the yearly report: its texts, statements and cards."""
