"""Pure, typed functions behind the dbt project, and the small programs that serve it.

Nothing here knows dbt: a dbt Python model reads its refs, calls one function of this package and
returns the result. Functions neither read the clock nor keep state between calls.
"""
