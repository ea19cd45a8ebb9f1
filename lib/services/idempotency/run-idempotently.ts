import { AppError } from "@/lib/domain/errors";
import type { Context } from "@/lib/services/context";
import { contextWithin } from "@/lib/services/context-within";
import { findAnswer, keepAnswer, releaseKey, takeKey } from "@/lib/store/idempotency-keys";
import { inTransaction } from "@/lib/store/queryable";

/** An answer that can be given again. */
export interface RepeatableAnswer {
  status: number;
  body?: unknown;
  headers: Record<string, string>;
}

interface IdempotentRequest {
  /** As the caller sent it. */
  key: string;
  /** What the request asks for; the same key with another one is refused. */
  requestHash: string;
}

const MAX_KEY = 255;

/**
 * Does the work of a request once per key: the key, the answer and all that the work writes are stored in one
 * transaction. The same request again gets the same answer, one that comes meanwhile waits for it; the key with another
 * request is refused. Keys belong to the caller. A refused request leaves its key free.
 */
export async function runIdempotently(
  ctx: Context,
  { key, requestHash }: IdempotentRequest,
  work: (ctx: Context) => Promise<RepeatableAnswer>,
): Promise<RepeatableAnswer> {
  assertKey(key);
  const owned = { tenantId: ctx.scope.tenantId, key: `${ctx.actor.kind}:${callerOf(ctx)}:${key}` };
  const later: (() => void)[] = [];
  const outcome = await inTransaction(ctx.db.pool, async (tx) => {
    if (!(await takeKey(tx, owned, { requestHash, now: ctx.now }))) return { taken: true } as const;
    try {
      const answer = await work(contextWithin(ctx, tx, later));
      const { status, body, headers } = answer;
      await keepAnswer(tx, owned, { status, response: { body, headers } });
      return { answer };
    } catch (error) {
      // What a refusal has written, its audit entry, stays; only the key is given back.
      if (!(error instanceof AppError) || error.code === "internal") throw error;
      await releaseKey(tx, owned);
      return { error };
    }
  });
  if ("error" in outcome) throw outcome.error;
  if ("taken" in outcome) return repeated(ctx, owned, requestHash);
  for (const tell of later) tell();
  return outcome.answer;
}

function assertKey(key: string): void {
  if (key.length <= MAX_KEY && /^[\x20-\x7e]+$/.test(key)) return;
  const message = `'Idempotency-Key' must be 1 to ${MAX_KEY} printable ASCII characters`;
  throw new AppError("invalid", message, { field: "Idempotency-Key" });
}

function callerOf({ actor }: Context): string {
  return actor.kind === "system" ? actor.name : actor.id;
}

async function repeated(
  ctx: Context,
  owned: { tenantId: string; key: string },
  requestHash: string,
): Promise<RepeatableAnswer> {
  const stored = await findAnswer(ctx.db.pool, owned);
  if (!stored?.status) {
    throw new AppError(
      "conflict",
      "A request with this Idempotency-Key has just been refused; send it again.",
    );
  }
  if (stored.requestHash !== requestHash) {
    const message = "This Idempotency-Key was used for another request.";
    throw new AppError("conflict", message, { field: "Idempotency-Key" });
  }
  const { body, headers } = stored.response as Pick<RepeatableAnswer, "body" | "headers">;
  return { status: stored.status, body, headers: { ...headers, "idempotency-replayed": "true" } };
}
