"""What the claims of a graph amount to: agreement gaps, rival estimates, networks."""
