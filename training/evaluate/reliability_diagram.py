"""The reliability diagram: how often an answer is right against how confident it is, drawn from the report's tables as SVG."""

from __future__ import annotations

import math

#: Table of report.json → the panel's title.
PANELS = {
    "reliability_renders": "FERAnno on clear held-out renders",
    "reliability_generated": "Final label on generated faces, by the judge",
}
SIDE, MARGIN, TOP = 280, 52, 44
LARGEST_DOT = 13.0


def reliability_diagram(tables: dict[str, dict]) -> str:
    """An SVG with a panel for each reliability table there is: one dot a confidence bin, its area the bin's share of the faces.

    A dot on the diagonal is a confidence that keeps its word; the line down or up to the diagonal is the gap.
    """
    panels = [(title, tables[name]) for name, title in PANELS.items() if name in tables]
    width, height = len(panels) * (SIDE + 2 * MARGIN), TOP + SIDE + MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="system-ui, sans-serif" font-size="12" fill="#222">\n'
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n'
        + "".join(_panel(MARGIN + i * (SIDE + 2 * MARGIN), title, table) for i, (title, table) in enumerate(panels))
        + "</svg>\n"
    )


def _panel(left: float, title: str, table: dict[str, dict]) -> str:
    x = lambda share: left + share * SIDE  # noqa: E731
    y = lambda share: TOP + (1 - share) * SIDE  # noqa: E731
    total = sum(row["n"] for row in table.values())
    parts = [
        f'<text x="{x(0.5)}" y="{TOP - 20}" text-anchor="middle" font-weight="600">{title} (n {total})</text>',
        f'<rect x="{left}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#bbb"/>',
        f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="#888" stroke-dasharray="4 4"/>',
        f'<text x="{x(0.5)}" y="{y(0) + 36}" text-anchor="middle">Confidence</text>',
        f'<text transform="translate({left - 36} {y(0.5)}) rotate(-90)" text-anchor="middle">Share right</text>',
    ]
    for tick in (0, 0.25, 0.5, 0.75, 1):
        parts.append(f'<text x="{x(tick)}" y="{y(0) + 18}" text-anchor="middle" fill="#555">{tick:g}</text>')
        parts.append(f'<text x="{left - 8}" y="{y(tick) + 4}" text-anchor="end" fill="#555">{tick:g}</text>')
    for row in table.values():
        confidence, accuracy = row["confidence"], row["accuracy"]
        radius = max(LARGEST_DOT * math.sqrt(row["n"] / total), 1.5)
        parts.append(
            f'<line x1="{x(confidence):.1f}" y1="{y(confidence):.1f}" x2="{x(confidence):.1f}" y2="{y(accuracy):.1f}" stroke="#2a6fb0" stroke-opacity="0.5"/>'
        )
        parts.append(
            f'<circle cx="{x(confidence):.1f}" cy="{y(accuracy):.1f}" r="{radius:.1f}" fill="#2a6fb0" fill-opacity="0.75">'
            f"<title>confidence {confidence:.2f}, right {accuracy:.2f}, n {row['n']}</title></circle>"
        )
    return "\n".join(parts) + "\n"
