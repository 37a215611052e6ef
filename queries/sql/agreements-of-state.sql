-- A claim concerns each state that is a party itself, and each other member of a group that is one.
WITH party_each AS (SELECT id, explode_outer(parties) AS party FROM Agreement),
     member_each AS (SELECT iri, explode_outer(members) AS state FROM things),
     subject_each AS (SELECT id, explode_outer(subject) AS about FROM Agreement),
     status_each AS (SELECT id, explode_outer(status) AS standing FROM Agreement),
     concerned AS (
       SELECT p.id, p.party AS state, CAST(NULL AS STRING) AS through
       FROM party_each p JOIN things t ON t.iri = p.party
       WHERE array_contains(t.kinds, 'State')
       UNION ALL
       SELECT p.id, m.state, p.party AS through
       FROM party_each p JOIN member_each m ON m.iri = p.party
       WHERE m.state IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM party_each q WHERE q.id = p.id AND q.party = m.state)
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
