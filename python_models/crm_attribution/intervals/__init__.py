"""How sure attributed totals are: intervals from replicate weights on groups of clusters.

``replicates`` draws the weights, ``errors`` turns them into standard errors and ``bounds`` these
into intervals; ``quantities`` does so for the totals and shares of one table. ``frames``,
``tables`` and ``influences`` read what SQL hands over, and ``bootstrap`` puts the parts together.
"""
