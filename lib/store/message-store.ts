import type { TenantScope } from "@/lib/domain/access/access";
import type { MessageState } from "@/lib/domain/native-api/message-resource";
import type { Queryable } from "./queryable";
import { SqlConditions } from "./sql-conditions";

/** An operator message with the run that asks. */
export interface MessageRow {
  id: string;
  tenantId: string;
  runId: string;
  definition: string;
  jobName: string;
  jobCount: string;
  text: string;
  replies: string[];
  state: MessageState;
  createdAt: Date;
  reply: string | null;
  repliedBy: string | null;
  repliedAt: Date | null;
}

const COLUMNS = `m.id, m.tenant_id AS "tenantId", m.run_id AS "runId", r.definition_name AS definition,
  r.job_name AS "jobName", r.job_count AS "jobCount", m.text, m.replies, m.state, m.created_at AS "createdAt", m.reply,
  m.replied_by AS "repliedBy", m.replied_at AS "repliedAt"`;
const WITH_RUN = "operator_message m JOIN run r ON r.tenant_id = m.tenant_id AND r.id = m.run_id";

interface MessageSelection {
  tenantIds: readonly string[];
  state?: MessageState | undefined;
  runId?: string | undefined;
  /** Only messages older than this one. */
  before?: string | undefined;
  limit: number;
}

/** Messages, newest first. */
export async function selectMessages(
  db: Queryable,
  { tenantIds, state, runId, before, limit }: MessageSelection,
): Promise<MessageRow[]> {
  const where = new SqlConditions().and("m.tenant_id = ANY($?::uuid[])", tenantIds);
  if (state) where.and("m.state = $?", state);
  if (runId) where.and("m.run_id = $?", runId);
  if (before) where.and("m.id < $?::uuid", before);
  const page = where.place("ORDER BY m.id DESC LIMIT $?", [limit]);
  const { rows } = await db.query<MessageRow>(
    `SELECT ${COLUMNS} FROM ${WITH_RUN} WHERE ${where.text} ${page}`,
    where.values,
  );
  return rows;
}

/** How many messages are open, at most `most`. */
export async function countOpenMessages(
  db: Queryable,
  { tenantIds, most }: { tenantIds: readonly string[]; most: number },
): Promise<number> {
  const { rows } = await db.query<{ messages: number }>(
    `SELECT count(*)::int AS messages FROM (SELECT FROM operator_message
       WHERE tenant_id = ANY($1::uuid[]) AND state = 'open' LIMIT $2) AS open`,
    [tenantIds, most],
  );
  return rows[0]?.messages ?? 0;
}

/** One message of the scope, or null. */
export async function findMessage(
  db: Queryable,
  scope: TenantScope,
  id: string,
): Promise<MessageRow | null> {
  const { rows } = await db.query<MessageRow>(
    `SELECT ${COLUMNS} FROM ${WITH_RUN} WHERE m.id = $1 AND ($2 OR m.tenant_id = $3)`,
    [id, scope.allTenants, scope.tenantId],
  );
  return rows[0] ?? null;
}

/** A question to be put. */
export interface NewMessage {
  id: string;
  tenantId: string;
  runId: string;
  text: string;
  /** Replies that are allowed; any when there are none. */
  replies: readonly string[];
  createdAt: Date;
}

/** Puts a question to the operators. */
export async function insertMessage(tx: Queryable, message: NewMessage): Promise<void> {
  await tx.query(
    "INSERT INTO operator_message (id, tenant_id, run_id, text, replies, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
    [message.id, message.tenantId, message.runId, message.text, message.replies, message.createdAt],
  );
}

/** Stores the reply to an open message; false when it is no longer open. */
export async function replyToOpenMessage(
  tx: Queryable,
  id: string,
  { reply, by, now }: { reply: string; by: string; now: Date },
): Promise<boolean> {
  const result = await tx.query(
    `UPDATE operator_message SET state = 'replied', reply = $2, replied_by = $3, replied_at = $4
     WHERE id = $1 AND state = 'open'`,
    [id, reply, by, now],
  );
  return result.rowCount === 1;
}

/** Has the conductor look at a run. */
export async function askForConduct(
  tx: Queryable,
  { tenantId, runId }: { tenantId: string; runId: string },
): Promise<void> {
  await tx.query("UPDATE run SET conduct = true WHERE tenant_id = $1 AND id = $2", [
    tenantId,
    runId,
  ]);
}
