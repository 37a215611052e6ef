-- One row for each claim, sentence that bears it, role, holder, place and function.
WITH sentence_each AS (SELECT id, explode_outer(sentences) AS sentence FROM TraffickingRole),
     part_each AS (SELECT id, explode_outer(role) AS part FROM TraffickingRole),
     holder_each AS (SELECT id, explode_outer(holder) AS holder FROM TraffickingRole),
     place_each AS (SELECT id, explode_outer(place) AS place FROM TraffickingRole),
     function_each AS (SELECT id, explode_outer(function) AS does FROM TraffickingRole)
SELECT p.part, h.holder, w.place AS at_place, f.does, c.polarity, c.modality, c.attribution, c.id, q.sentence
FROM TraffickingRole c
JOIN sentence_each q ON q.id = c.id
JOIN part_each p ON p.id = c.id
JOIN holder_each h ON h.id = c.id
JOIN place_each w ON w.id = c.id
JOIN function_each f ON f.id = c.id
LEFT JOIN things wp ON wp.iri = w.place
CROSS JOIN given a
WHERE p.part IS NOT NULL AND q.sentence IS NOT NULL
  AND (a.role IS NULL OR array_contains(a.role, p.part))
  AND (a.place IS NULL OR array_contains(a.place, w.place) OR array_contains(a.place, wp.in_state))
ORDER BY part, holder NULLS FIRST, at_place NULLS FIRST, id, does NULLS FIRST, sentence
