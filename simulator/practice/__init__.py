"""What the profession says: rules over the log, duties and deadlines, the seven steps."""
