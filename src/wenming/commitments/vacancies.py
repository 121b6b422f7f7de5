"""Posts that a plan names and nobody holds (岗位空缺): a plan reads as settled, and nobody is behind it.

The register of posts says who holds one. A plan names posts by their titles (局长), or by what they
are for (联络员): such a word is empty when no post of that kind is held.
"""

from collections.abc import Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from wenming.commitments.settlements import PEOPLE, Settlement
from wenming.organization.models import Post, Unit

KINDS = (Post.Kind.HEAD, Post.Kind.DEPUTY, Post.Kind.LIAISON)


def vacancies(
    unit: Unit, rows: Sequence[Settlement], sections: Mapping[str, str]
) -> dict[str, str]:
    """By the key of a settlement that names people: a sentence where nobody holds what it names.

    One query, where there is anything to look at.
    """
    named = {row.key: row for row in rows if row.draft == PEOPLE and sections.get(row.key)}
    posts = list(Post.objects.filter(unit=unit)) if named else []
    found = {key: vacant_in(sections[key], posts) for key in named}
    sentence = _("“%(name)s”里写的%(posts)s，“单位与人员”里没有登记由谁担任。")
    return {
        key: sentence % {"name": named[key].name, "posts": "、".join(empty)}
        for key, empty in found.items()
        if empty
    }


def vacant_in(written: str, posts: Sequence[Post]) -> list[str]:
    """What of `written` names a post of the unit that nobody holds, titles before kinds."""
    empty = []
    for post in sorted(posts, key=lambda post: -len(post.title)):
        if post.title in written:  # 副局长 is looked for, and taken away, before 局长
            written = written.replace(post.title, "\n")
            empty += [] if post.is_held else [post.title]
    with translation.override("zh-hans"):  # plans are Chinese
        labels = {kind: str(kind.label) for kind in KINDS}
    held = {post.kind for post in posts if post.is_held}
    said = {post.kind for post in posts if post.title in empty}
    loose = [kind for kind in KINDS if labels[kind] in written and kind not in held | said]
    return empty + [labels[kind] for kind in loose]
