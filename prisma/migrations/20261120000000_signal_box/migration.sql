-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('New', 'Chained', 'Disabled', 'Delayed', 'Modified', 'Scheduled', 'Held', 'EventWait', 'QueueHeld', 'Queued', 'LockWait', 'Overdue', 'Never', 'Dispatched', 'Assigned', 'Running', 'Waiting', 'Console', 'Killing', 'Canceling', 'Completed', 'Error', 'Killed', 'Canceled', 'Skipped', 'Ignored', 'Unknown');

-- CreateTable
CREATE TABLE "tenant" (
    "id" UUID NOT NULL,
    "subdomain" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_provider" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "definition" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "job_id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "job_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "start_at" TIMESTAMPTZ(3),
    "end_at" TIMESTAMPTZ(3),
    "priority" SMALLINT NOT NULL DEFAULT 50,
    "queue" TEXT NOT NULL DEFAULT 'Default',
    "hold" BOOLEAN NOT NULL DEFAULT false,
    "retention_days" INTEGER,
    "delete_after_success" BOOLEAN NOT NULL DEFAULT false,
    "http_method" TEXT NOT NULL DEFAULT 'POST',
    "url" TEXT NOT NULL DEFAULT '',
    "origin" TEXT NOT NULL DEFAULT '',
    "headers" JSONB NOT NULL DEFAULT '{}',
    "endpoint_user" TEXT,
    "endpoint_password" TEXT,
    "synchronous_seconds" INTEGER NOT NULL DEFAULT 15,
    "asynchronous_seconds" INTEGER,
    "alert_on_error" BOOLEAN NOT NULL DEFAULT false,
    "alert_on_success" BOOLEAN NOT NULL DEFAULT false,
    "alm_enabled" BOOLEAN NOT NULL DEFAULT false,
    "unreachable_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "definition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "definition_id" UUID NOT NULL,
    "name" TEXT,
    "description" TEXT NOT NULL DEFAULT '',
    "mode" TEXT NOT NULL,
    "expression" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "parameters" JSONB,
    "active" BOOLEAN NOT NULL DEFAULT false,
    "start_at" TIMESTAMPTZ(3),
    "end_at" TIMESTAMPTZ(3),
    "one_time_at" TIMESTAMPTZ(3),
    "interval_seconds" INTEGER,
    "next_run_at" TIMESTAMPTZ(3),
    "executed_at" TIMESTAMPTZ(3),
    "last_started_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'job',
    "definition_id" UUID NOT NULL,
    "definition_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "job_name" TEXT NOT NULL,
    "job_count" TEXT NOT NULL,
    "state" "run_state" NOT NULL,
    "detail" TEXT,
    "reason" TEXT,
    "queue" TEXT NOT NULL DEFAULT 'Default',
    "priority" SMALLINT NOT NULL DEFAULT 50,
    "root_start_at" TIMESTAMPTZ(3) NOT NULL,
    "start_at" TIMESTAMPTZ(3) NOT NULL,
    "planned_at" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "schedule_id" UUID,
    "parent_id" UUID,
    "restart_of" UUID,
    "ready" BOOLEAN NOT NULL DEFAULT false,
    "origin" TEXT NOT NULL DEFAULT '',
    "server_id" UUID,
    "attempt" SMALLINT NOT NULL DEFAULT 0,
    "moves" SMALLINT NOT NULL DEFAULT 0,
    "deadline_at" TIMESTAMPTZ(3),
    "http_status" SMALLINT,
    "return_code" INTEGER,
    "parameters" JSONB,
    "result" JSONB,
    "submitted_by" TEXT NOT NULL,

    CONSTRAINT "run_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "transition" (
    "tenant_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "seq" SMALLINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "from_state" "run_state",
    "to_state" "run_state" NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT,

    CONSTRAINT "transition_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateTable
CREATE TABLE "run_log_chunk" (
    "tenant_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "lines" JSONB NOT NULL,

    CONSTRAINT "run_log_chunk_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateTable
CREATE TABLE "run_rollup" (
    "tenant_id" UUID NOT NULL,
    "definition_id" UUID NOT NULL,
    "job_name" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "state" "run_state" NOT NULL,
    "runs" INTEGER NOT NULL,
    "duration_ms" BIGINT NOT NULL,
    "max_duration_ms" BIGINT NOT NULL,
    "last_started_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_rollup_pkey" PRIMARY KEY ("tenant_id","definition_id","job_name","hour","state")
);

-- CreateTable
CREATE TABLE "job_number" (
    "tenant_id" UUID NOT NULL,
    "job_name" TEXT NOT NULL,
    "last" BIGINT NOT NULL,

    CONSTRAINT "job_number_pkey" PRIMARY KEY ("tenant_id","job_name")
);

-- CreateTable
CREATE TABLE "process_server" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),
    "concurrency" INTEGER NOT NULL,
    "in_flight" INTEGER NOT NULL DEFAULT 0,
    "version" TEXT NOT NULL,

    CONSTRAINT "process_server_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engine_duty" (
    "name" TEXT NOT NULL,
    "last_run_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "engine_duty_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "purge" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "definition_id" UUID NOT NULL,
    "schedule_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "purge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "is_provider" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "username" TEXT,
    "display_username" TEXT,
    "role" TEXT NOT NULL DEFAULT 'viewer',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" TEXT,
    "source_ip" TEXT,
    "correlation_id" TEXT,
    "details" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "action_log_entry" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "definition_id" UUID NOT NULL,
    "job_id" INTEGER NOT NULL,
    "schedule_id" UUID,
    "actor" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "action_log_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "configuration_value" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "configuration_value_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "signing_key" (
    "kid" TEXT NOT NULL,
    "private_sealed" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("kid")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "tenant_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("tenant_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "tenant_subdomain_key" ON "tenant"("subdomain");

-- CreateIndex
CREATE UNIQUE INDEX "definition_job_id_key" ON "definition"("job_id");

-- CreateIndex
CREATE INDEX "definition_tenant_id_job_id_idx" ON "definition"("tenant_id", "job_id");

-- CreateIndex
CREATE UNIQUE INDEX "definition_tenant_id_name_key" ON "definition"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "schedule_definition_id_created_at_id_idx" ON "schedule"("definition_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "schedule_tenant_id_created_at_id_idx" ON "schedule"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "run_tenant_id_state_id_idx" ON "run"("tenant_id", "state", "id");

-- CreateIndex
CREATE INDEX "run_tenant_id_definition_id_id_idx" ON "run"("tenant_id", "definition_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "run_tenant_id_job_name_job_count_key" ON "run"("tenant_id", "job_name", "job_count");

-- CreateIndex
CREATE INDEX "run_rollup_tenant_id_hour_idx" ON "run_rollup"("tenant_id", "hour");

-- CreateIndex
CREATE INDEX "process_server_state_lease_until_idx" ON "process_server"("state", "lease_until");

-- CreateIndex
CREATE UNIQUE INDEX "credential_client_id_key" ON "credential"("client_id");

-- CreateIndex
CREATE INDEX "credential_tenant_id_created_at_idx" ON "credential"("tenant_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "user_username_key" ON "user"("username");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_id_idx" ON "audit_entry"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "action_log_entry_definition_id_id_idx" ON "action_log_entry"("definition_id", "id");

-- CreateIndex
CREATE INDEX "action_log_entry_at_idx" ON "action_log_entry"("at");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- AddForeignKey
ALTER TABLE "definition" ADD CONSTRAINT "definition_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_definition_id_fkey" FOREIGN KEY ("definition_id") REFERENCES "definition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma cannot express follows: partial indexes, checks, storage.

-- The number half of (job name, number): HHMMSS of the submission and two more characters. Numbers of one job
-- name are taken from a strictly increasing serial with 40 places per second since 1970. Two characters of base 36
-- hold 32 days of such places side by side, so a number comes up again only after 32 days. A burst larger than a
-- second's places runs on into the following seconds.
CREATE FUNCTION "job_count_of"("serial" BIGINT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lpad(("serial" / 144000 % 24)::text, 2, '0') || lpad(("serial" / 2400 % 60)::text, 2, '0')
    || lpad(("serial" / 40 % 60)::text, 2, '0')
    || substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', (("serial" / 3456000 % 32 * 40 + "serial" % 40) / 36)::int + 1, 1)
    || substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', (("serial" / 3456000 % 32 * 40 + "serial" % 40) % 36)::int + 1, 1)
$$;

-- A tick of a schedule becomes one run, whatever number of nodes plans it.
CREATE UNIQUE INDEX "run_schedule_tick" ON "run" ("schedule_id", "planned_at") WHERE "schedule_id" IS NOT NULL AND "planned_at" IS NOT NULL;

-- Dispatch order: priority, start of the top-level run, own start, id (run-states-and-chains 4.3).
CREATE INDEX "run_ready" ON "run" ("priority" DESC, "root_start_at", "start_at", "id") WHERE "ready";
-- The same per origin, for claims that must pass over an origin whose slots are taken.
CREATE INDEX "run_ready_by_origin" ON "run" ("origin", "priority" DESC, "root_start_at", "start_at", "id") WHERE "ready";
-- Starts to come (not ready), and starts that are due (ready) but found no slot yet.
CREATE INDEX "run_scheduled" ON "run" ("ready", "start_at") WHERE "state" = 'Scheduled';
-- Runs a process server holds, and runs that wait for a callback.
CREATE INDEX "run_held_by_server" ON "run" ("server_id") WHERE "server_id" IS NOT NULL;
CREATE INDEX "run_deadline" ON "run" ("deadline_at") WHERE "deadline_at" IS NOT NULL;
CREATE INDEX "run_of_schedule" ON "run" ("schedule_id", "id") WHERE "schedule_id" IS NOT NULL;
CREATE INDEX "run_children" ON "run" ("parent_id", "id") WHERE "parent_id" IS NOT NULL;
CREATE INDEX "schedule_due" ON "schedule" ("next_run_at") WHERE "active" AND "next_run_at" IS NOT NULL;

ALTER TABLE "run" ADD CONSTRAINT "run_ended_when_final" CHECK (("ended_at" IS NOT NULL) = ("state" IN ('Completed', 'Error', 'Killed', 'Canceled', 'Skipped', 'Ignored', 'Unknown')));
ALTER TABLE "run" ADD CONSTRAINT "run_ready_before_start" CHECK (NOT "ready" OR "state" IN ('Scheduled', 'Queued'));
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_mode" CHECK ("mode" IN ('cron', 'time', 'repeatAt', 'repeatInterval'));
ALTER TABLE "definition" ADD CONSTRAINT "definition_kind" CHECK ("kind" IN ('http', 'command', 'program', 'chain'));
ALTER TABLE "user" ADD CONSTRAINT "user_role" CHECK ("role" IN ('administrator', 'operator', 'viewer'));
CREATE UNIQUE INDEX "tenant_one_provider" ON "tenant" ("is_provider") WHERE "is_provider";

-- Live rows change a few times and then never again: leave room on the page, clean up early.
ALTER TABLE "run" SET (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE "schedule" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "run_rollup" SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "job_number" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "process_server" SET (fillfactor = 50);
