"""What the pages share, and the only part of the core that knows Streamlit."""
