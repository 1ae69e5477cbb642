"""The pages that the school's server itself shows in a browser: plain HTML that needs no script."""
