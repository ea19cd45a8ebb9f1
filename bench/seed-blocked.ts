import pg from "pg";
import { seedBlockedRuns } from "@/lib/testing/blocked-runs";

/** Runs of the provider that wait at gates nobody opens. */
export async function seedBlocked(url: string, runs: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO tenant (id, subdomain, name, is_provider) VALUES (gen_random_uuid(), 'provider', 'Provider', true)
       ON CONFLICT (subdomain) DO UPDATE SET name = EXCLUDED.name RETURNING id`,
    );
    await seedBlockedRuns(client, { tenantId: rows[0]?.id ?? "", runs, now: new Date() });
    await client.query("VACUUM (ANALYZE) run, run_gate, transition");
  } finally {
    await client.end();
  }
}
