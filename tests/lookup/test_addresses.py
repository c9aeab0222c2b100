from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lookup.addresses import is_public, plain_host

PUBLIC = ["1.1.1.1", "93.184.216.34", "100.63.255.255", "172.32.0.1", "2606:4700::1111"]
NOT_PUBLIC = {
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd00::1", "fc00::1"],
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "link-local": ["169.254.169.254", "fe80::1", "fe80::1%eth0", "2606:4700::1%1"],
    "CGNAT": ["100.64.0.1", "100.127.255.255"],
    "unspecified": ["0.0.0.0", "0.1.2.3", "::"],
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1"],
    "reserved": ["240.0.0.1", "255.255.255.255", "192.0.0.8", "4000::1", "fec0::1", "100::1"],
    "documentation": ["192.0.2.1", "198.51.100.7", "203.0.113.9", "2001:db8::1", "3fff::1"],
    "benchmarks": ["198.18.0.1", "198.19.255.255"],
    "a host's own": ["168.63.129.16"],
    "one of IPv4 in IPv6": [
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::1",
        "2001:0:7f00:1::1",
    ],
    "another spelling": ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "1.1.1.01", "", "x"],
}


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_in_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("kind", "address"), [(kind, one) for kind, many in NOT_PUBLIC.items() for one in many]
)
def test_any_other_address_is_not(kind: str, address: str) -> None:
    assert not is_public(address), kind


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_nothing_is_public_that_the_standard_library_knows_not_to_be(
    address: IPv4Address | IPv6Address,
) -> None:
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert not is_public(str(address))


@given(st.ip_addresses(v=4))
def test_no_address_of_ipv4_is_public_inside_one_of_ipv6(address: IPv4Address) -> None:
    number = int(address)
    for holder in (
        IPv6Address((0xFFFF << 32) | number),
        IPv6Address((0x64FF9B << 96) | number),
        IPv6Address((0x2002 << 112) | (number << 80) | 1),
    ):
        assert not is_public(str(holder))


@pytest.mark.parametrize(
    ("host", "plain"),
    [
        ("arxiv.org", "arxiv.org"),
        ("ArXiv.ORG.", "arxiv.org"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("93.184.216.34", "93.184.216.34"),
        ("2606:4700::1111", "2606:4700::1111"),
        ("３com.example", "3com.example"),
        ("127。0。0。1", "127.0.0.1"),
    ],
)
def test_a_host_is_asked_for_in_one_spelling(host: str, plain: str) -> None:
    assert plain_host(host) == plain


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "1.2.3.4.5",
        "a.0x",
        "256.1.1.1",
        "a..b",
        "-",
        "",
        ".",
        "a b",
        "a/b",
        "a@b",
        "a\0b",
        "a" * 64,
        "fe80::1%eth0",
        "1:2",
        ".".join("a" * 128),
    ],
)
def test_what_is_no_host_or_an_address_in_disguise_is_none(host: str) -> None:
    assert plain_host(host) is None


@given(st.text())
def test_any_text_is_a_host_in_ascii_or_none(text: str) -> None:
    host = plain_host(text)
    if host is not None:
        assert host.isascii()
        assert host
        if ":" in host or host.rpartition(".")[2].isdigit():
            ip_address(host)
