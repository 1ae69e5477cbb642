"""The tour: a newcomer walks all the way in, by mouse and keys alone, and judges by what can be read and seen."""
