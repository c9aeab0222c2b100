"""The categories of a newsletter: which there are, in which order they are printed, and old names.

A newsletter has its own; ``ALIGNMENT_NEWSLETTER`` are those of the Alignment Newsletter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType


@dataclass(frozen=True)
class Categories:
    """All categories of a newsletter.

    ``tree`` holds ``(section, names)`` in the order of print. A section without parts is a
    category itself and stands alone under its own name. ``old_names`` maps a name that is no
    longer given to the one that replaced it, or to itself where none did.
    """

    tree: tuple[tuple[str, tuple[str, ...]], ...]
    old_names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The categories that can be given today, in the order of print."""
        return tuple(name for _, names in self.tree for name in names)

    def find_category(self, text: str) -> str | None:
        """Return the category that is meant, in its own spelling, or None if there is none.

        Case and spaces do not matter. An old name is answered with the new one; one that nothing
        replaced is found, though it is not among ``names``.
        """
        return self._by_key.get(_key(text))

    @cached_property
    def _by_key(self) -> dict[str, str]:
        old = {_key(name): new for name, new in self.old_names.items()}
        return old | {_key(name): name for name in self.names}


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


ALIGNMENT_NEWSLETTER = Categories(
    tree=(
        (
            "Technical AI alignment",
            (
                "Embedded agency sequence",
                "Iterated amplification sequence",
                "Value learning sequence",
                "Fixed point sequence",
                "Summary: Inverse Reinforcement Learning",
                "Problems",
                "Technical agendas and prioritization",
                "Iterated amplification",
                "Scalable oversight",
                "Mesa optimization",
                "Agent foundations",
                "Learning human intent",
                "Reward learning theory",
                "Preventing bad behavior",
                "Handling groups of agents",
                "Game theory",
                "Philosophical deliberation",
                "Interpretability",
                "Adversarial examples",
                "Verification",
                "Robustness",
                "Uncertainty",
                "Forecasting",
                "Critiques (Alignment)",
                "Field building",
                "Miscellaneous (Alignment)",
            ),
        ),
        (
            "Near-term concerns",
            ("Fairness and bias", "Privacy and security", "Recommender systems", "Machine ethics"),
        ),
        ("AI governance", ("AI governance",)),
        ("Malicious use of AI", ("Malicious use of AI",)),
        (
            "Other progress in AI",
            (
                "Exploration",
                "Reinforcement learning",
                "Multiagent RL",
                "Deep learning",
                "Meta learning",
                "Unsupervised learning",
                "Hierarchical RL",
                "Applications",
                "Machine learning",
                "AGI theory",
                "Critiques (AI)",
                "Miscellaneous (AI)",
            ),
        ),
        ("News", ("News",)),
    ),
    old_names=MappingProxyType(
        {
            "AI strategy and policy": "AI governance",
            "AISFP blog posts": "AISFP blog posts",
            "Miscellaneous (Capabilities)": "Miscellaneous (Capabilities)",
            "Previous newsletters": "Previous newsletters",
            "Security": "Security",
        }
    ),
)
"""The categories of the Alignment Newsletter since the end of 2020."""
