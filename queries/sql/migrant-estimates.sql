-- One row for each claim, sentence that bears it, origin, destination, unit and sector.
WITH sentence_each AS (SELECT id, explode_outer(sentences) AS sentence FROM MigrantStock),
     from_each AS (SELECT id, explode_outer(origin) AS place FROM MigrantStock),
     to_each AS (SELECT id, explode_outer(destination) AS place FROM MigrantStock),
     unit_each AS (SELECT id, explode_outer(unit) AS unit FROM MigrantStock),
     sector_each AS (SELECT id, explode_outer(sector) AS sector FROM MigrantStock),
     asked AS (SELECT origin, destination, unit, explode_outer(year) AS year FROM given)
SELECT DISTINCT f.place AS from_place, t.place AS to_place, c.low, c.high, u.unit, c.status, s.sector,
       c.first_year, c.last_year, c.modality, c.polarity, c.attribution, c.root_sources, c.id, q.sentence
FROM MigrantStock c
JOIN sentence_each q ON q.id = c.id
JOIN from_each f ON f.id = c.id
JOIN to_each t ON t.id = c.id
JOIN unit_each u ON u.id = c.id
JOIN sector_each s ON s.id = c.id
LEFT JOIN things fp ON fp.iri = f.place
LEFT JOIN things tp ON tp.iri = t.place
CROSS JOIN asked a
WHERE q.sentence IS NOT NULL
  AND (a.origin IS NULL OR array_contains(a.origin, f.place) OR array_contains(a.origin, fp.in_state))
  AND (a.destination IS NULL OR array_contains(a.destination, t.place) OR array_contains(a.destination, tp.in_state))
  AND (a.unit IS NULL OR array_contains(a.unit, u.unit))
  AND (a.year IS NULL OR (c.first_year <= CAST(a.year AS INT) AND CAST(a.year AS INT) <= COALESCE(c.last_year, 9999)))
ORDER BY from_place NULLS FIRST, to_place NULLS FIRST, first_year NULLS FIRST, low NULLS FIRST, high NULLS FIRST, id, sector NULLS FIRST, sentence
