-- Of indexes that cost the same, as all do on a table that has no statistics yet, PostgreSQL takes the newest. The
-- primary key is made last, so that a row is looked up by its key from the first run on, and not among all of its
-- tenant. A migration that adds an index on one of these tables has to make the key anew after it, see
-- lib/store/young-database.integration.test.ts.
ALTER TABLE "run" DROP CONSTRAINT "run_pkey";
ALTER TABLE "run" ADD CONSTRAINT "run_pkey" PRIMARY KEY ("tenant_id", "id");
ALTER TABLE "run_gate" DROP CONSTRAINT "run_gate_pkey";
ALTER TABLE "run_gate" ADD CONSTRAINT "run_gate_pkey" PRIMARY KEY ("tenant_id", "run_id");
