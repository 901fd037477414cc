"""One row per linked node of the identity graph: the cluster, that is the person, it belongs to."""

from crm_attribution.identity import connected_components


def model(dbt, session):
    links = dbt.ref("int_identity__person_nodes_linked").pl()
    return connected_components(links, source="node_id", target="linked_node_id")
