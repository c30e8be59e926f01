"""The pages' pieces about uploaded files: what each would change, what is asked."""
