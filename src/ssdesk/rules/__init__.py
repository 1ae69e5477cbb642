"""The school's rules as pure functions: data and a clock in, a decision out. Server and desktop call the same ones."""
