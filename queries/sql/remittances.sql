-- One row for each claim, sentence that bears it, sender, receiver, currency and unit.
WITH sentence_each AS (SELECT id, explode_outer(sentences) AS sentence FROM Remittance),
     from_each AS (SELECT id, explode_outer(sender) AS place FROM Remittance),
     to_each AS (SELECT id, explode_outer(receiver) AS place FROM Remittance),
     currency_each AS (SELECT id, explode_outer(currency) AS currency FROM Remittance),
     unit_each AS (SELECT id, explode_outer(unit) AS unit FROM Remittance),
     asked AS (SELECT receiver, sender, unit, explode_outer(year) AS year FROM given)
SELECT DISTINCT f.place AS from_place, t.place AS to_place, c.low, c.high, m.currency, u.unit,
       c.first_year, c.last_year, c.modality, c.polarity, c.attribution, c.root_sources, c.id, q.sentence
FROM Remittance c
JOIN sentence_each q ON q.id = c.id
JOIN from_each f ON f.id = c.id
JOIN to_each t ON t.id = c.id
JOIN currency_each m ON m.id = c.id
JOIN unit_each u ON u.id = c.id
LEFT JOIN things fp ON fp.iri = f.place
LEFT JOIN things tp ON tp.iri = t.place
CROSS JOIN asked a
WHERE q.sentence IS NOT NULL
  AND (a.sender IS NULL OR array_contains(a.sender, f.place) OR array_contains(a.sender, fp.in_state))
  AND (a.receiver IS NULL OR array_contains(a.receiver, t.place) OR array_contains(a.receiver, tp.in_state))
  AND (a.unit IS NULL OR array_contains(a.unit, u.unit))
  AND (a.year IS NULL OR (c.first_year <= CAST(a.year AS INT) AND CAST(a.year AS INT) <= COALESCE(c.last_year, 9999)))
ORDER BY to_place NULLS FIRST, from_place NULLS FIRST, first_year NULLS FIRST, low NULLS FIRST, high NULLS FIRST, id, sentence
