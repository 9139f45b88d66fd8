"""Programs beside the tool: benchmarks, and the script that writes the repetitive demonstration records."""
