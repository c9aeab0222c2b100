"""Text of people as it may be printed: whatever is in it, it gives no orders to a terminal."""

_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\n\t"} | {127: 0x2421}
"""Control characters, each with the picture of itself that Unicode has."""

_HIDDEN = dict.fromkeys(
    [
        *range(0x80, 0xA0),  # more control characters
        *(0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),  # direction
        *(0x2028, 0x2029),  # line ends that only some take for such
        *range(0xD800, 0xE000),  # halves of characters, which no terminal's encoding has
    ],
    "�",
)
"""What has no picture: it would move the cursor, or turn the text around it."""

_SHOWN: dict[int, int | str] = {**_PICTURES, **_HIDDEN}


def printable(text: str) -> str:
    """Return a text with all that would give orders to a terminal shown as a picture instead."""
    return text.translate(_SHOWN)
