"""The pages' pieces about statutory duties: the year, what is due, the yearly cycle."""
