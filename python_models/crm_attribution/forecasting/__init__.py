"""What the next periods will bring, by methods that are judged on periods they had not seen.

``series`` arranges the figures, ``methods`` forecasts, ``backtest`` judges and ``forecast`` puts
these together.
"""
