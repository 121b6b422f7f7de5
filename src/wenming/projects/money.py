"""Money is kept in whole fen and entered and shown in 万元."""

from decimal import Decimal

FEN_A_WAN = 1_000_000


def fen_of(wan: Decimal) -> int:
    """Fen of an amount in 万元 with at most six places.

    >>> fen_of(Decimal("128.5"))
    128500000
    """
    return int(wan * FEN_A_WAN)


def wan_of(fen: int) -> Decimal:
    """An amount in 万元, exact.

    >>> wan_of(128500000)
    Decimal('128.5')
    """
    return (Decimal(fen) / FEN_A_WAN).normalize()


def written(fen: int | None) -> str:
    """An amount in 万元 as pages write it, – where there is none.

    >>> written(128500000), written(1), written(None), written(1234567800000)
    ('128.5', '0.000001', '–', '1,234,567.8')
    """
    if fen is None:
        return "–"
    text = f"{Decimal(fen) / FEN_A_WAN:,.6f}"
    return text.rstrip("0").rstrip(".")
