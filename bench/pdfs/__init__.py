"""Workbooks as PDFs → what they take beside plain WeasyPrint, how memory grows, what one changed case costs."""
