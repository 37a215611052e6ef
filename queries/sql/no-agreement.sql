-- The gaps are made with the graph; one row each.
SELECT p.rank, p.best, p.worst, p.first_state, p.second_state, p.kind, p.basis, p.claims
FROM gaps p
CROSS JOIN given a
WHERE (a.state IS NULL OR array_contains(a.state, p.first_state) OR array_contains(a.state, p.second_state))
  AND (a.kind IS NULL OR array_contains(a.kind, p.kind))
ORDER BY p.rank NULLS FIRST, p.first_state, p.second_state
