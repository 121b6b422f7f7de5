"""Progress rolls up a tree: done leaves of asked leaves."""

from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from wenming.duties.work.progress import Share, rolled_up
from wenming.duties.workflow import Progress


@dataclass(frozen=True)
class Node:
    status: Progress
    parts: tuple["Node", ...] = field(default=())


def share(node: Node) -> Share:
    return rolled_up(node, status=lambda n: n.status, parts=lambda n: n.parts)


statuses = st.sampled_from(list(Progress))
trees = st.recursive(
    st.builds(Node, statuses),
    lambda inner: st.builds(Node, statuses, st.lists(inner, max_size=4).map(tuple)),
    max_leaves=12,
)


def cancelled_out(node: Node) -> Node:
    """The same tree without what was cancelled."""
    kept = tuple(cancelled_out(part) for part in node.parts if part.status != Progress.CANCELLED)
    return replace(node, parts=kept)


@given(trees)
def test_never_more_is_done_than_asked(tree):
    found = share(tree)

    assert 0 <= found.done <= found.asked
    assert (found.asked == 0) == (tree.status == Progress.CANCELLED)


@given(trees)
def test_what_was_cancelled_counts_nowhere(tree):
    assert share(tree) == share(cancelled_out(tree))


@given(st.lists(trees, min_size=1, max_size=4))
def test_the_whole_is_the_sum_of_its_parts(parts):
    whole = Node(Progress.UNDERWAY, tuple(parts))
    shares = [share(part) for part in parts]
    asked = sum(found.asked for found in shares)

    expected = Share(sum(found.done for found in shares), asked) if asked else Share(0, 1)
    assert share(whole) == expected


@given(trees)
def test_finishing_a_leaf_never_lowers_the_share(tree):
    def done(node: Node) -> Node:
        if not node.parts:
            ends = node.status != Progress.CANCELLED
            return Node(Progress.DONE) if ends else node
        return replace(node, parts=(done(node.parts[0]), *node.parts[1:]))

    before, after = share(tree), share(done(tree))

    assert (after.asked, after.done >= before.done) == (before.asked, True)
