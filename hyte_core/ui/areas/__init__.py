"""The pages' pieces about interface areas: the contact matrix, job titles, networks, maturity, structures."""
