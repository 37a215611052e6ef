-- One row for each claim, origin and destination.
WITH from_each AS (SELECT id, explode_outer(origin) AS place FROM TraffickingRoute),
     to_each AS (SELECT id, explode_outer(destination) AS place FROM TraffickingRoute)
SELECT f.place AS from_place, c.transit, t.place AS to_place, c.victims, c.purpose, c.low, c.high,
       c.first_year, c.last_year, c.polarity, c.modality, c.attribution, c.id
FROM TraffickingRoute c
JOIN from_each f ON f.id = c.id
JOIN to_each t ON t.id = c.id
LEFT JOIN things fp ON fp.iri = f.place
LEFT JOIN things tp ON tp.iri = t.place
CROSS JOIN given a
WHERE c.cell_row IS NULL
  AND (a.origin IS NULL OR array_contains(a.origin, f.place) OR array_contains(a.origin, fp.in_state))
  AND (a.destination IS NULL OR array_contains(a.destination, t.place) OR array_contains(a.destination, tp.in_state))
  AND (a.purpose IS NULL OR arrays_overlap(a.purpose, c.purpose))
ORDER BY from_place NULLS FIRST, to_place NULLS FIRST, id
