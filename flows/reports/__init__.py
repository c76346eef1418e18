"""Views to pages, charts and files."""
