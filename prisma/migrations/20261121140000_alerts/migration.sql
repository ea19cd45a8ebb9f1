CREATE TABLE "alert_channel" (
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "secret" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "used_by_jobs" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_channel_pkey" PRIMARY KEY ("tenant_id","name")
);

CREATE TABLE "alert_rule" (
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "active_since" TIMESTAMPTZ(3) NOT NULL,
    "body" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_rule_pkey" PRIMARY KEY ("tenant_id","name")
);

CREATE TABLE "alert" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "rule_name" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "definition_id" UUID NOT NULL,
    "definition" TEXT NOT NULL,
    "job_name" TEXT NOT NULL,
    "queue" TEXT NOT NULL,
    "run_id" UUID,
    "job_count" TEXT,
    "count" INTEGER NOT NULL DEFAULT 1,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "notified_at" TIMESTAMPTZ(3),
    "muted_until" TIMESTAMPTZ(3),
    "muted_by" TEXT,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "recovered_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "alert_occurrence" (
    "tenant_id" UUID NOT NULL,
    "rule_name" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "occurrence_key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_occurrence_pkey" PRIMARY KEY ("tenant_id","rule_name","event","occurrence_key")
);

CREATE TABLE "alert_delivery" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "alert_id" UUID,
    "channel_name" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "message" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "status_code" INTEGER,
    "answer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_delivery_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE UNIQUE INDEX "alert_tenant_id_rule_name_dedupe_key_key" ON "alert"("tenant_id", "rule_name", "dedupe_key");

CREATE INDEX "alert_tenant_id_state_id_idx" ON "alert"("tenant_id", "state", "id");

CREATE INDEX "alert_last_at_idx" ON "alert"("last_at");

CREATE INDEX "alert_occurrence_at_idx" ON "alert_occurrence"("at");

CREATE INDEX "alert_delivery_tenant_id_state_id_idx" ON "alert_delivery"("tenant_id", "state", "id");

CREATE INDEX "alert_delivery_created_at_idx" ON "alert_delivery"("created_at");

ALTER TABLE "alert_channel" ADD CONSTRAINT "alert_channel_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "alert_rule" ADD CONSTRAINT "alert_rule_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "alert" ADD CONSTRAINT "alert_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "alert_occurrence" ADD CONSTRAINT "alert_occurrence_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "alert_delivery" ADD CONSTRAINT "alert_delivery_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What has happened since an instant, for alerts. Transitions are appended in the order of their time, so a summary per
-- megabyte is enough. Keeping it costs the statements that write them next to nothing.
CREATE INDEX "transition_at_idx" ON "transition" USING BRIN ("at") WITH (autosummarize = on);

-- What Prisma cannot express follows: partial indexes, checks.
CREATE INDEX "alert_delivery_due" ON "alert_delivery" ("next_attempt_at") WHERE "state" = 'pending';
CREATE INDEX "definition_alerting" ON "definition" ("tenant_id", "updated_at") WHERE "alert_on_error" OR "alert_on_success";
ALTER TABLE "alert_channel" ADD CONSTRAINT "alert_channel_kind" CHECK ("kind" IN ('email', 'webhook', 'slack'));
ALTER TABLE "alert" ADD CONSTRAINT "alert_state" CHECK ("state" IN ('open', 'muted', 'recovered'));
ALTER TABLE "alert_delivery" ADD CONSTRAINT "alert_delivery_state" CHECK ("state" IN ('pending', 'sent', 'failed', 'skipped'));
