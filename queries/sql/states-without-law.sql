-- States that claims on laws, trafficking or services speak of, and what the claims on laws say of each.
WITH node_each AS (
       SELECT explode_outer(jurisdiction) AS node FROM Law WHERE cell_row IS NULL
       UNION SELECT explode_outer(attribution) FROM Law WHERE cell_row IS NULL
       UNION SELECT explode_outer(root_sources) FROM Law WHERE cell_row IS NULL
       UNION SELECT explode_outer(holder) FROM TraffickingRole WHERE cell_row IS NULL
       UNION SELECT explode_outer(place) FROM TraffickingRole WHERE cell_row IS NULL
       UNION SELECT explode_outer(attribution) FROM TraffickingRole WHERE cell_row IS NULL
       UNION SELECT explode_outer(root_sources) FROM TraffickingRole WHERE cell_row IS NULL
       UNION SELECT explode_outer(origin) FROM TraffickingRoute WHERE cell_row IS NULL
       UNION SELECT explode_outer(transit) FROM TraffickingRoute WHERE cell_row IS NULL
       UNION SELECT explode_outer(destination) FROM TraffickingRoute WHERE cell_row IS NULL
       UNION SELECT explode_outer(victims) FROM TraffickingRoute WHERE cell_row IS NULL
       UNION SELECT explode_outer(attribution) FROM TraffickingRoute WHERE cell_row IS NULL
       UNION SELECT explode_outer(root_sources) FROM TraffickingRoute WHERE cell_row IS NULL
       UNION SELECT explode_outer(operator) FROM Service WHERE cell_row IS NULL
       UNION SELECT explode_outer(place) FROM Service WHERE cell_row IS NULL
       UNION SELECT explode_outer(beneficiaries) FROM Service WHERE cell_row IS NULL
       UNION SELECT explode_outer(attribution) FROM Service WHERE cell_row IS NULL
       UNION SELECT explode_outer(root_sources) FROM Service WHERE cell_row IS NULL
     ),
     state_each AS (
       SELECT DISTINCT s.iri AS state
       FROM node_each n
       LEFT JOIN things t ON t.iri = n.node
       JOIN things s ON s.iri = COALESCE(t.in_state, n.node)
       WHERE array_contains(s.kinds, 'State')
     ),
     jurisdiction_each AS (SELECT id, explode_outer(jurisdiction) AS state FROM Law),
     status_each AS (SELECT id, explode_outer(status) AS status FROM Law),
     subject_each AS (SELECT id, explode_outer(subject) AS subject FROM Law),
     verdicts AS (
       SELECT j.state, l.id, b.subject,
              CASE WHEN l.polarity LIKE '%/negated' AND s.status LIKE '%/adopted' THEN 'denied'
                   WHEN l.polarity LIKE '%/negated' THEN 'other'
                   WHEN s.status LIKE '%/absent' THEN 'denied'
                   WHEN s.status LIKE '%/adopted' THEN 'adopted'
                   WHEN s.status LIKE '%/discussed' THEN 'discussed'
                   ELSE 'other' END AS verdict
       FROM Law l
       JOIN jurisdiction_each j ON j.id = l.id
       JOIN status_each s ON s.id = l.id
       JOIN subject_each b ON b.id = l.id
       WHERE s.status IS NOT NULL AND l.cell_row IS NULL
         AND (l.modality LIKE '%/asserted' OR l.modality LIKE '%/estimated')
     ),
     asked AS (SELECT explode_outer(about) AS about FROM given)
SELECT a.about, s.state,
       CASE WHEN SUM(CASE WHEN v.verdict = 'denied' THEN 1 ELSE 0 END) > 0
              THEN 'https://w3id.org/migration-kg/scheme/gap-kind/stated-absent'
            WHEN SUM(CASE WHEN v.verdict = 'discussed' THEN 1 ELSE 0 END) > 0
              THEN 'https://w3id.org/migration-kg/scheme/law-status/discussed'
            ELSE 'https://w3id.org/migration-kg/scheme/gap-kind/silent' END AS standing,
       collect_set(CASE WHEN v.verdict = 'denied' THEN v.id END) AS absences,
       collect_set(CASE WHEN v.verdict = 'discussed' THEN v.id END) AS drafts
FROM state_each s
CROSS JOIN asked a
LEFT JOIN verdicts v ON v.state = s.state AND (a.about IS NULL OR contains(LOWER(COALESCE(v.subject, '')), LOWER(a.about)))
GROUP BY a.about, s.state
HAVING SUM(CASE WHEN v.verdict = 'adopted' THEN 1 ELSE 0 END) = 0
ORDER BY about NULLS FIRST, state
