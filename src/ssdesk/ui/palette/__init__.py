"""The palette (Ctrl+K): finds anything and runs any command."""
