-- Work asked for on every run of a selection. A node does it in batches, another goes on when its lease runs out.
CREATE TABLE "bulk_action" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "actor" JSONB NOT NULL,
    "all_tenants" BOOLEAN NOT NULL DEFAULT false,
    "action" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "selection" JSONB NOT NULL,
    "selected_at" TIMESTAMPTZ(3) NOT NULL,
    "until_id" UUID NOT NULL,
    "cursor_id" UUID,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "refusals" JSONB NOT NULL DEFAULT '[]',
    "state" TEXT NOT NULL DEFAULT 'running',
    "problem" TEXT,
    "source_ip" TEXT,
    "correlation_id" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "worked_by" UUID,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_action_pkey" PRIMARY KEY ("tenant_id","id")
);

-- A selection somebody keeps under a name, with what is shown of it.
CREATE TABLE "saved_view" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "owner_id" TEXT NOT NULL,
    "owner_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "screen" TEXT NOT NULL,
    "query" TEXT NOT NULL DEFAULT '',
    "columns" JSONB NOT NULL DEFAULT '[]',
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "modified_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE UNIQUE INDEX "saved_view_tenant_id_owner_id_screen_name_key" ON "saved_view"("tenant_id", "owner_id", "screen", "name");

-- What Prisma cannot express follows: partial indexes, checks.

-- AddForeignKey
ALTER TABLE "bulk_action" ADD CONSTRAINT "bulk_action_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "bulk_action" ADD CONSTRAINT "bulk_action_state" CHECK ("state" IN ('running', 'completed', 'canceled', 'failed'));
ALTER TABLE "bulk_action" ADD CONSTRAINT "bulk_action_ended" CHECK (("ended_at" IS NOT NULL) = ("state" <> 'running'));
CREATE INDEX "bulk_action_open" ON "bulk_action" ("lease_until") WHERE "state" = 'running';
ALTER TABLE "bulk_action" SET (fillfactor = 70);

-- Lists find live runs by their states, and for ended ones there is one entry more, written once, when a run ends.
-- What was submitted, where the history is mostly steps and calls of chains:
CREATE INDEX "run_ended_top" ON "run" ("tenant_id", "id") WHERE "parent_id" IS NULL AND "ended_at" IS NOT NULL;
-- What somebody submitted:
CREATE INDEX "run_ended_by_user" ON "run" ("tenant_id", "submitted_by", "id") WHERE "ended_at" IS NOT NULL;
-- The few runs of a definition that did not end well:
CREATE INDEX "run_unsuccessful" ON "run" ("tenant_id", "definition_id", "state", "id") WHERE "state" IN ('Error', 'Killed', 'Canceled', 'Skipped', 'Ignored', 'Unknown');
-- The few runs that ended with a code or an answer that tells of a failure:
CREATE INDEX "run_return_code" ON "run" ("tenant_id", "return_code", "id") WHERE "return_code" <> 0;
CREATE INDEX "run_http_failure" ON "run" ("tenant_id", "http_status", "id") WHERE "http_status" >= 300;
-- And those that say why they ended as they did:
CREATE INDEX "run_ended_for_reason" ON "run" ("tenant_id", "id") WHERE "reason" IS NOT NULL AND "ended_at" IS NOT NULL;

-- The keys stay the newest indexes, see 20261121100000_lookups_by_key.
ALTER TABLE "run" DROP CONSTRAINT "run_pkey";
ALTER TABLE "run" ADD CONSTRAINT "run_pkey" PRIMARY KEY ("tenant_id", "id");
