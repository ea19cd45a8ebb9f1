import type pg from "pg";
import { definitionPropertiesSchema } from "@/lib/domain/definition/definition-properties";

/** Definitions of the seed; the first of them are chains. */
export const DEFINITIONS = 200;
export const CHAINS = 20;
/** Steps of each chain with the number of their calls. */
export const STEPS = [
  { name: "EXTRACT", calls: 5 },
  { name: "POST", calls: 4 },
] as const;

/**
 * Makes the inactive definitions of the provider history belongs to: chains, programs and HTTP calls; the table
 * `seed_definition` of this connection names them by their places.
 */
export async function prepareDefinitions(client: pg.Client): Promise<void> {
  await client.query(`INSERT INTO tenant (id, subdomain, name, is_provider)
    SELECT gen_random_uuid(), 'provider', 'Provider', true WHERE NOT EXISTS (SELECT FROM tenant WHERE is_provider)`);
  const places = Array.from({ length: DEFINITIONS }, (_, place) => place);
  const [names, kinds] = [places.map(nameOf), places.map(kindOf)];
  await client.query(
    `INSERT INTO definition (id, tenant_id, name, job_name, kind, active, description, url, origin, properties, queue, created_by)
     SELECT gen_random_uuid(), t.id, n.name, n.name, n.kind, false, 'History made by the seed.',
       CASE n.kind WHEN 'http' THEN 'http://localhost:9/seed' ELSE '' END, CASE n.kind WHEN 'http' THEN 'http://localhost:9' ELSE '' END,
       n.properties::jsonb, CASE WHEN n.place % 10 = 3 THEN 'NIGHT' ELSE 'Default' END, 'seed'
     FROM tenant t CROSS JOIN unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS n(place, name, kind, properties)
     WHERE t.is_provider ON CONFLICT (tenant_id, name) DO NOTHING`,
    [places, names, kinds, places.map(propertiesOf)],
  );
  await client.query("CREATE TEMP TABLE seed_definition (LIKE definition, place int)");
  await client.query(
    `INSERT INTO seed_definition SELECT d.*, n.place FROM definition d JOIN tenant t ON t.id = d.tenant_id
     JOIN unnest($1::int[], $2::text[], $3::text[]) AS n(place, name, kind) ON n.name = d.name AND n.kind = d.kind WHERE t.is_provider`,
    [places, names, kinds],
  );
}

function nameOf(place: number): string {
  return `${place < CHAINS ? "SEED_CHAIN" : "SEED_JOB"}_${String(place).padStart(3, "0")}`;
}

function kindOf(place: number): "chain" | "program" | "http" {
  if (place < CHAINS) return "chain";
  return place % 8 === 0 ? "program" : "http";
}

function propertiesOf(place: number): string {
  const parts = {
    http: {},
    program: { program: { program: "/usr/local/bin/seed" } },
    chain: { chain: { steps: STEPS.map(({ name, calls }) => ({ name, calls: callsOf(calls) })) } },
  };
  return JSON.stringify(definitionPropertiesSchema.parse(parts[kindOf(place)]));
}

function callsOf(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    name: `CALL_${index + 1}`,
    definition: nameOf(CHAINS + index + 1),
  }));
}
