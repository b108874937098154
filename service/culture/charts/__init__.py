"""Trends as drawings and as tables: plain data in, SVG and HTML out; the same data gives the same bytes."""

from service.culture.charts.figure import draw_figure
from service.culture.charts.table import draw_table
from service.culture.charts.trend import Break, Line, Point, Trend

__all__ = ["Break", "Line", "Point", "Trend", "draw_figure", "draw_table"]
