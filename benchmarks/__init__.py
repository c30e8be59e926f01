"""How fast the pages are beside an empty Streamlit page: python -m benchmarks."""
