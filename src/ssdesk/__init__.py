"""ssdesk: parents and schools work together, on the desktop."""

__version__ = "0.1.0"
