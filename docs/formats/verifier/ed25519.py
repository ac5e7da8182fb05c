"""Checking a signature: RFC 8032, 5.1, in plain integers."""

from hashlib import sha512

from verifier.trouble import require

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int, int, int]


def point(data: bytes) -> Point:
    number = int.from_bytes(data, "little")
    y, sign = number % 2**255, number >> 255
    squared = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(squared, (P + 3) // 8, P)
    if (x * x - squared) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    require((x * x - squared) % P == 0, "a key or a signature is no point of the curve")
    x = x if x % 2 == sign else P - x
    return x, y, 1, x * y % P


def add(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * D * one[3] * other[3] % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar: int, by: Point) -> Point:
    product = (0, 1, 1, 0)
    while scalar:
        product = add(product, by) if scalar & 1 else product
        by, scalar = add(by, by), scalar >> 1
    return product


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_small(public: bytes) -> bool:
    """Whether eight times the point is none: such a key signs nothing."""
    x, y, z, _ = multiply(8, point(public))
    return x % P == 0 and (y - z) % P == 0


def written(at: Point) -> bytes:
    inverse = pow(at[2], P - 2, P)
    x, y = at[0] * inverse % P, at[1] * inverse % P
    return (y | x % 2 << 255).to_bytes(32, "little")


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Strictly: what the first half has to be is worked out, and compared as it is written."""
    scalar = int.from_bytes(signature[32:], "little")
    hashed = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    x, y, z, t = multiply(hashed, point(public))
    return scalar < ORDER and written(add(multiply(scalar, BASE), (P - x, y, z, P - t))) == signature[:32]
