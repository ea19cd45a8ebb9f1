ALTER TABLE "definition" ADD COLUMN     "gated" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "properties" JSONB NOT NULL DEFAULT '{}';

ALTER TABLE "run" ADD COLUMN     "blocked_on" TEXT,
ADD COLUMN     "call_name" TEXT,
ADD COLUMN     "chain_id" UUID,
ADD COLUMN     "conduct" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "counts_as_start" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "gated" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "hold_when_reached" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "iteration" SMALLINT NOT NULL DEFAULT 1,
ADD COLUMN     "open_children" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "result_of" UUID,
ADD COLUMN     "step_name" TEXT,
ADD COLUMN     "wake_at" TIMESTAMPTZ(3),
ALTER COLUMN "moves" SET DATA TYPE INTEGER;

ALTER TABLE "transition" ALTER COLUMN "seq" SET DATA TYPE INTEGER;

CREATE TABLE "run_gate" (
    "tenant_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "needs" JSONB NOT NULL,
    "window_name" TEXT,
    "events_met" TEXT[],
    "window_closes_at" TIMESTAMPTZ(3),
    "starts" SMALLINT NOT NULL DEFAULT 1,

    CONSTRAINT "run_gate_pkey" PRIMARY KEY ("tenant_id","run_id")
);

CREATE TABLE "chain_run" (
    "tenant_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "snapshot" JSONB NOT NULL,
    "definitions" JSONB NOT NULL DEFAULT '{}',
    "start_at_step" TEXT,
    "handler_restarts" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "chain_run_pkey" PRIMARY KEY ("tenant_id","run_id")
);

CREATE TABLE "definition_reference" (
    "tenant_id" UUID NOT NULL,
    "definition_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "definition_reference_pkey" PRIMARY KEY ("definition_id","kind","name")
);

CREATE TABLE "queue" (
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "size" INTEGER,
    "hold_level" SMALLINT,
    "held" BOOLEAN NOT NULL DEFAULT false,
    "window_name" TEXT,
    "count_waiting" BOOLEAN NOT NULL DEFAULT false,
    "count_console" BOOLEAN NOT NULL DEFAULT true,
    "servers" JSONB NOT NULL DEFAULT '[]',
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "closed_reason" TEXT,
    "closed_since" TIMESTAMPTZ(3),
    "wake_at" TIMESTAMPTZ(3),
    "held_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "queue_pkey" PRIMARY KEY ("tenant_id","name")
);

CREATE TABLE "lock" (
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lock_pkey" PRIMARY KEY ("tenant_id","name")
);

CREATE TABLE "lock_hold" (
    "tenant_id" UUID NOT NULL,
    "lock_name" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "mode" TEXT NOT NULL,
    "units" INTEGER NOT NULL DEFAULT 1,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lock_hold_pkey" PRIMARY KEY ("tenant_id","lock_name","run_id")
);

CREATE TABLE "event" (
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("tenant_id","name")
);

CREATE TABLE "event_occurrence" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "event_name" TEXT NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "raised_by" TEXT NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "run_id" UUID,
    "cleared_at" TIMESTAMPTZ(3),
    "cleared_by" TEXT,
    "auto_submitted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "event_occurrence_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "time_window" (
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "rules" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "time_window_pkey" PRIMARY KEY ("tenant_id","name")
);

CREATE TABLE "calendar" (
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "holidays" TEXT[],
    "weekend" TEXT[] DEFAULT ARRAY['sat', 'sun']::TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendar_pkey" PRIMARY KEY ("tenant_id","name")
);

CREATE TABLE "operator_message" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "replies" TEXT[],
    "state" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "reply" TEXT,
    "replied_by" TEXT,
    "replied_at" TIMESTAMPTZ(3),

    CONSTRAINT "operator_message_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "gate_change" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "resource" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gate_change_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "run_gate_tenant_id_window_name_idx" ON "run_gate"("tenant_id", "window_name");

CREATE INDEX "definition_reference_tenant_id_kind_name_idx" ON "definition_reference"("tenant_id", "kind", "name");

CREATE INDEX "lock_hold_run_id_idx" ON "lock_hold"("run_id");

CREATE INDEX "operator_message_tenant_id_state_id_idx" ON "operator_message"("tenant_id", "state", "id");

CREATE INDEX "operator_message_run_id_idx" ON "operator_message"("run_id");

ALTER TABLE "definition_reference" ADD CONSTRAINT "definition_reference_definition_id_fkey" FOREIGN KEY ("definition_id") REFERENCES "definition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX "event_occurrence_tenant_id_event_name_id_idx" ON "event_occurrence"("tenant_id", "event_name", "id");

-- What Prisma cannot express follows: partial indexes, checks, storage.

-- Those who wait for one thing, in the order they would start (run-states-and-chains 4.3).
CREATE INDEX "run_blocked" ON "run" ("tenant_id", "blocked_on", "priority" DESC, "root_start_at", "start_at", "id") WHERE "blocked_on" IS NOT NULL;
-- What is claimed at once, and what is examined one by one, each in dispatch order.
DROP INDEX "run_ready";
DROP INDEX "run_ready_by_origin";
CREATE INDEX "run_ready" ON "run" ("priority" DESC, "root_start_at", "start_at", "id") WHERE "ready" AND NOT "gated";
CREATE INDEX "run_ready_by_origin" ON "run" ("origin", "priority" DESC, "root_start_at", "start_at", "id") WHERE "ready" AND NOT "gated";
DROP INDEX "run_scheduled";
CREATE INDEX "run_scheduled" ON "run" ("ready", "start_at") WHERE "state" = 'Scheduled' AND "blocked_on" IS NULL;
CREATE INDEX "run_ready_gated" ON "run" ("priority" DESC, "root_start_at", "start_at", "id") WHERE "ready" AND "gated";
CREATE INDEX "run_wake" ON "run" ("wake_at") WHERE "wake_at" IS NOT NULL;
CREATE INDEX "run_conduct" ON "run" ("tenant_id", "id") WHERE "conduct";
CREATE INDEX "run_restarts" ON "run" ("restart_of", "id") WHERE "restart_of" IS NOT NULL;
CREATE INDEX "run_of_chain" ON "run" ("chain_id", "id") WHERE "chain_id" IS NOT NULL;
-- What counts against the size of a queue.
CREATE INDEX "run_in_queue" ON "run" ("tenant_id", "queue") WHERE "gated" AND "state" IN ('Dispatched', 'Assigned', 'Running', 'Waiting', 'Console', 'Killing');
-- Runs that a change of their queue concerns.
CREATE INDEX "run_waiting_in_queue" ON "run" ("tenant_id", "queue", "id") WHERE "gated" AND "state" IN ('Scheduled', 'EventWait', 'QueueHeld', 'Queued', 'LockWait');
CREATE INDEX "event_occurrence_open" ON "event_occurrence" ("tenant_id", "event_name", "id") WHERE "cleared_at" IS NULL;

-- A gated run is examined in whatever state it waits.
ALTER TABLE "run" DROP CONSTRAINT "run_ready_before_start";
ALTER TABLE "run" ADD CONSTRAINT "run_ready_before_start" CHECK (NOT "ready" OR "state" IN ('Scheduled', 'Queued') OR ("gated" AND "state" IN ('EventWait', 'QueueHeld', 'LockWait')));
ALTER TABLE "run" ADD CONSTRAINT "run_ready_or_blocked" CHECK (NOT "ready" OR "blocked_on" IS NULL);
ALTER TABLE "run" ADD CONSTRAINT "run_role" CHECK ("role" IN ('job', 'chain', 'step', 'call'));
ALTER TABLE "definition" DROP CONSTRAINT "definition_kind";
ALTER TABLE "definition" ADD CONSTRAINT "definition_kind" CHECK ("kind" IN ('http', 'command', 'program', 'chain', 'wait', 'system'));
ALTER TABLE "lock" ADD CONSTRAINT "lock_type" CHECK ("type" IN ('simple', 'counted', 'shared'));
ALTER TABLE "operator_message" ADD CONSTRAINT "operator_message_state" CHECK ("state" IN ('open', 'replied', 'withdrawn'));
ALTER TABLE "lock_hold" SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200);
ALTER TABLE "gate_change" SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200);
