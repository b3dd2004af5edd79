"""Scripts that write the golden values which the TypeScript tests compare themselves with."""
