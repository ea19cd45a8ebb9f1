-- What the reports count from: started runs that have ended, per job, submitter, state and hour of their start, and
-- once more with the hour -infinity for all time. Written by the statements that end and remove runs.
CREATE TABLE "run_start_rollup" (
    "tenant_id" UUID NOT NULL,
    "definition_id" UUID NOT NULL,
    "job_name" TEXT NOT NULL,
    "submitted_by" TEXT NOT NULL,
    "state" "run_state" NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "runs" INTEGER NOT NULL,
    "duration_ms" BIGINT NOT NULL,
    "max_duration_ms" BIGINT NOT NULL,
    "duration_buckets" JSONB NOT NULL,
    "delay_ms" BIGINT NOT NULL,
    "max_delay_ms" BIGINT NOT NULL,
    "delay_buckets" JSONB NOT NULL,
    "first_started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_started_at" TIMESTAMPTZ(3) NOT NULL,
    "first_run" UUID NOT NULL,
    "last_run" UUID NOT NULL,
    "stale" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "run_start_rollup_pkey" PRIMARY KEY ("tenant_id","definition_id","job_name","submitted_by","state","hour")
);

-- CreateIndex
CREATE INDEX "run_start_rollup_tenant_id_hour_idx" ON "run_start_rollup"("tenant_id", "hour");

-- What Prisma cannot express follows: partial indexes, storage, functions.

-- Rows whose greatest and smallest values may belong to runs that were removed.
CREATE INDEX "run_start_rollup_stale" ON "run_start_rollup" ("tenant_id") WHERE "stale";
ALTER TABLE "run_start_rollup" SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);

-- Bucket 0 holds what is below a millisecond, bucket n from 1.05^(n-1) up to 1.05^n milliseconds: the middle of a
-- bucket is off by at most 2.5 %.
CREATE FUNCTION "report_bucket"("ms" BIGINT) RETURNS INTEGER LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN "ms" < 1 THEN 0 ELSE 1 + floor(ln("ms"::float8) / ln(1.05::float8))::int END
$$;

-- Buckets as an object {"bucket": count}.
CREATE FUNCTION "report_histogram"("buckets" INTEGER[]) RETURNS JSONB LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT COALESCE(jsonb_object_agg(b.bucket, b.n), '{}')
  FROM (SELECT bucket, count(*) AS n FROM unnest("buckets") AS u(bucket) GROUP BY bucket) AS b
$$;

-- Two such objects added up, the second as often as `sign` says (1 or -1), without empty buckets.
CREATE FUNCTION "report_histogram_plus"("a" JSONB, "b" JSONB, "sign" INTEGER) RETURNS JSONB LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN "b" = '{}' THEN "a" WHEN "a" = '{}' AND "sign" = 1 THEN "b" ELSE (
    SELECT COALESCE(jsonb_object_agg(s.key, s.n), '{}') FROM (
      SELECT e.key, sum(e.n) AS n FROM (
        SELECT key, value::bigint AS n FROM jsonb_each_text("a")
        UNION ALL SELECT key, value::bigint * "sign" FROM jsonb_each_text("b")) AS e
      GROUP BY e.key HAVING sum(e.n) <> 0) AS s) END
$$;

-- The runs that are there already.
INSERT INTO "run_start_rollup" ("tenant_id", "definition_id", "job_name", "submitted_by", "state", "hour", "runs", "duration_ms",
  "max_duration_ms", "duration_buckets", "delay_ms", "max_delay_ms", "delay_buckets", "first_started_at", "last_started_at",
  "first_run", "last_run")
SELECT t.tenant_id, t.definition_id, t.job_name, t.submitted_by, t.state, g.hour, count(*), sum(t.ms), max(t.ms),
  report_histogram(array_agg(report_bucket(t.ms)) FILTER (WHERE t.state = 'Completed')),
  sum(t.late_ms), max(t.late_ms), report_histogram(array_agg(report_bucket(t.late_ms))),
  min(t.started_at), max(t.started_at), min(t.id::text COLLATE "C")::uuid, max(t.id::text COLLATE "C")::uuid
FROM (
  SELECT r.*, GREATEST(0, round(extract(epoch FROM r.ended_at - r.started_at) * 1000))::bigint AS ms,
    GREATEST(0, round(extract(epoch FROM r.started_at - COALESCE(r.planned_at, r.start_at)) * 1000))::bigint AS late_ms
  FROM "run" r WHERE r.started_at IS NOT NULL AND r.ended_at IS NOT NULL AND r.role <> 'step'
) AS t CROSS JOIN LATERAL (VALUES (date_trunc('hour', t.started_at, 'UTC')), ('-infinity'::timestamptz)) AS g(hour)
GROUP BY 1, 2, 3, 4, 5, 6;
