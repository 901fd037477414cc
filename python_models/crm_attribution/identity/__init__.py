"""Who is the same person: rules in order, connected components, guards against chaining."""

from crm_attribution.identity.components import connected_components, label_components
from crm_attribution.identity.conflicts import cut_conflicts
from crm_attribution.identity.guards import Links
from crm_attribution.identity.resolution import Resolution, resolve
from crm_attribution.identity.rules import Rule
from crm_attribution.identity.scores import PairwiseScores, pairwise_scores
from crm_attribution.identity.tables import resolve_tables

__all__ = [
    "Links",
    "PairwiseScores",
    "Resolution",
    "Rule",
    "connected_components",
    "cut_conflicts",
    "label_components",
    "pairwise_scores",
    "resolve",
    "resolve_tables",
]
