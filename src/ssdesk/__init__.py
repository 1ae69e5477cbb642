"""ssdesk: parents and schools work together, on the desktop."""
