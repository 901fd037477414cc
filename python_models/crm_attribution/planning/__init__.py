"""What another unit of money in a channel brings, and how a budget is best shared.

``shapes`` has the curves and ``panel`` reads weeks of spend and revenue. ``candidates``, ``fit``
and ``regression`` choose the curves; ``resampling``, ``no_effect`` and ``screening`` say how sure
they are; ``estimate`` puts these together in ``tables`` and ``points`` lists them for plotting.
``allocation`` shares a budget under such curves; ``budget`` plans it within ``limits``, in money
that can be spent (``rounding``), and ``gain`` says what that brings.
"""
