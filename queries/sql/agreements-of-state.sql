-- A claim concerns each state that is a party itself, and each other member of a group that is one: a member in the
-- years of the claim, else of its report, else today. Dated memberships decide for the states that have one.
WITH party_each AS (SELECT id, explode_outer(parties) AS party FROM Agreement),
     member_each AS (SELECT iri, explode_outer(members) AS state FROM things),
     subject_each AS (SELECT id, explode_outer(subject) AS about FROM Agreement),
     status_each AS (SELECT id, explode_outer(status) AS standing FROM Agreement),
     years AS (
       SELECT a.id, COALESCE(a.first_year, a.last_year, d.issued) AS from_year,
              COALESCE(a.last_year, a.first_year, d.issued) AS to_year
       FROM Agreement a LEFT JOIN documents d ON d.iri = a.document
     ),
     member_then AS (
       SELECT p.id, p.party, m.state
       FROM party_each p JOIN years y ON y.id = p.id JOIN member_each m ON m.iri = p.party
       WHERE m.state IS NOT NULL
         AND (y.from_year IS NULL
              OR NOT EXISTS (SELECT 1 FROM memberships d WHERE d.of_group = m.iri AND d.state = m.state))
       UNION
       SELECT p.id, p.party, d.state
       FROM party_each p JOIN years y ON y.id = p.id JOIN memberships d ON d.of_group = p.party
       WHERE COALESCE(d.first_year, y.to_year) <= y.to_year AND y.from_year <= COALESCE(d.last_year, y.from_year)
     ),
     concerned AS (
       SELECT p.id, p.party AS state, CAST(NULL AS STRING) AS through
       FROM party_each p JOIN things t ON t.iri = p.party
       WHERE array_contains(t.kinds, 'State')
       UNION ALL
       SELECT m.id, m.state, m.party AS through
       FROM member_then m
       WHERE NOT EXISTS (SELECT 1 FROM party_each q WHERE q.id = m.id AND q.party = m.state)
     )
SELECT c.state, c.through, o.party AS other, b.about, s.standing, a.polarity, a.modality, a.attribution, a.id
FROM Agreement a
JOIN concerned c ON c.id = a.id
LEFT JOIN party_each o ON o.id = a.id AND o.party <> c.state AND (c.through IS NULL OR o.party <> c.through)
JOIN subject_each b ON b.id = a.id
JOIN status_each s ON s.id = a.id
CROSS JOIN given g
WHERE a.cell_row IS NULL
  AND (g.state IS NULL OR array_contains(g.state, c.state))
  AND (g.status IS NULL OR array_contains(g.status, s.standing))
ORDER BY state, through NULLS FIRST, other NULLS FIRST, standing NULLS FIRST, id, about NULLS FIRST
