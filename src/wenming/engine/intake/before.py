"""What the clauses before have named (上文), for a number that comes without a noun."""

from dataclasses import dataclass

from .cadence import Cadence


@dataclass(slots=True)
class Before:
    """What the clauses before have named.

    Attributes:
        topic: a metric, or what is made (增设停车位), for a number that comes without.
        event: what is answered (接到举报的,). rate: the last rate. regular: how often.
        counted: there has been a target.
        making, made, unit: the verb, the noun and the unit of the last number of things made.
        noun: what was counted last (26家市场).
        opening: the noun before 要 in the first clause (大扫除要形成制度).
        said: the clause before in short, where it says no more than what is done (破损路面修补完).
    """

    topic: str = ""
    event: str = ""
    rate: str = ""
    regular: Cadence | None = None
    counted: bool = False
    making: str = ""
    unit: str = ""
    made: str = ""
    noun: str = ""
    said: str = ""
    opening: str = ""
