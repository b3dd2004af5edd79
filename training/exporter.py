"""PyTorch's exporter to ONNX, without two things that it does again and again."""

from __future__ import annotations

import functools
from typing import Any

from onnxscript.rewriter import _matcher
from torch.onnx._internal.exporter._registration import ONNXRegistry


def quicken_exporter() -> None:
    """Call before `torch.onnx.export`; what it writes stays the same. Further calls do nothing.

    It lists its operators anew for every graph, which takes as long as a small graph itself. And to find patterns with several outputs its
    optimiser walks through the whole graph from each node: for the thousands of nodes of a gradient that is a quarter of the time.
    """
    if hasattr(ONNXRegistry.from_torchlib, "cache_info"):
        return
    # By version of the operators; nothing is registered beside them here.
    ONNXRegistry.from_torchlib = staticmethod(functools.cache(ONNXRegistry.from_torchlib))  # type: ignore[method-assign]
    _matcher.SimplePatternMatcher.match = _first_node_first(_matcher.SimplePatternMatcher.match)


def _first_node_first(match: Any) -> Any:
    """`match` that looks at the node it is given before it looks for the pattern's other ends."""

    def looked_at(self: Any, model: Any, graph: Any, node: Any, **options: Any) -> Any:
        if not self.pattern.has_single_output_node:
            wanted = self.pattern.output_nodes[0].op_identifier()
            if wanted is not None and wanted != node.op_identifier():
                return _matcher._basics.MatchResult().fail("No match found.")
        return match(self, model, graph, node, **options)

    return looked_at
