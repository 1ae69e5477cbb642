"""What travels between a desktop and its school: msgspec structs and names, nothing that runs.

Times are whole milliseconds since 1970 in UTC. Ids are UUIDv7 in 32 lower-case hexadecimal digits. Requests are strict
(the server refuses unknown fields); answers are open (an older desktop ignores what it does not know).
"""

PROTOCOL = 1  # raised when an older desktop or server would misunderstand; both name what they speak
