"""The nouns every room shares: spans, diagnostics, records, results, outputs; all frozen."""
