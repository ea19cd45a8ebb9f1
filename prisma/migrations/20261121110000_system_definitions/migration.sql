-- The comment a run raises an event with may be an expression (run-states-and-chains 2.3, 4.5). It is kept here from the
-- raising until it is evaluated, a moment later.
ALTER TABLE "event_occurrence" ADD COLUMN "expression" TEXT;
CREATE INDEX "event_occurrence_expression" ON "event_occurrence"("tenant_id", "event_name") WHERE "expression" IS NOT NULL;
