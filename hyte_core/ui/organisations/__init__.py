"""The pages' pieces about many organisations: the heat table, the ranking, who has not updated."""
