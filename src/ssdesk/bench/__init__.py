"""`ssdesk bench`: ssdesk measured beside the limit of this very computer, in the same run.

Times of a shared computer swing by a factor of two; the ratio to a bare program, or bare statements, that did the same
work a moment before does not. So whatever is measured has its limit measured in turns with it.
"""
