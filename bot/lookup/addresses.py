"""Addresses: which of them lie in the open internet, and which names are addresses in disguise."""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address

_NOT_PUBLIC_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # between a provider and its customers (CGNAT)
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # the virtual machine's host at Azure, wherever one asks from
        "169.254.0.0/16",  # link-local; a cloud's metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved; broadcast
    )
)

_PUBLIC_6 = IPv6Network("2000::/3")
"""All that is given out of IPv6. Loopback, link-local, unique local, multicast, addresses that hold
one of IPv4 (mapped, compatible, NAT64) and everything reserved lie outside of it."""

_NOT_PUBLIC_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocols, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which holds an address of IPv4
        "3fff::/20",  # documentation
    )
)

_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE | re.ASCII)
_NAME = re.compile(
    r"(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_][a-z0-9_-]{0,62})*", re.ASCII
)


def is_public(address: str) -> bool:
    """Tell whether this is the address of a machine in the open internet, in its usual spelling.

    What is no address, or has a zone, is not public.
    """
    if "%" in address:
        return False
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return not any(parsed in network for network in _NOT_PUBLIC_4)
    return parsed in _PUBLIC_6 and not any(parsed in network for network in _NOT_PUBLIC_6)


def plain_host(host: str) -> str | None:
    """Return a URL's host as it is asked for, in ASCII, or None if it cannot be one.

    None is the answer as well to addresses in a spelling that is not the usual one, such as
    ``2130706433``, ``0x7f.1`` and ``0177.0.0.1``: programs differ in what they take them for.
    """
    if ":" in host:
        return host.lower() if is_address(host) and "%" not in host else None
    try:
        name = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        return None
    if not _NAME.fullmatch(name):
        return None
    if _NUMBER.fullmatch(name.rpartition(".")[2]) and not is_address(name):
        return None
    return name


def is_address(text: str) -> bool:
    """Tell whether a text is an address, in its usual spelling, and no name."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
