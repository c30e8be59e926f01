"""The pages' pieces about actions: the list with its filters, the grid, one action, its forms, the lights over the years."""
