"""The pages' pieces about meetings: the list, a meeting's front page, the agenda in the chair's mode, its forms."""
