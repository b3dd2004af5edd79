"""The report: what the model does, measured by a judge that neither guides nor votes."""
