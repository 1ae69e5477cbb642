"""Nieuws: the school's and the class's."""
