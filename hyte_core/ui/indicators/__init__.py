"""The pages' pieces about indicators: the list with its filters, one indicator, its values and card, Sotkanet."""
