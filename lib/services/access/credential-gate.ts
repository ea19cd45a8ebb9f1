import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { CREDENTIAL_SCOPES, type Permission } from "@/lib/domain/access/access";
import type { ClientLogin } from "@/lib/domain/access/authorization-header";
import { AppError } from "@/lib/domain/errors";
import { type AttemptLimiter, createAttemptLimiter } from "@/lib/platform/attempt-limiter";
import type { Logger } from "@/lib/platform/logger";
import { verifyPassword } from "@/lib/platform/password";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Database } from "@/lib/store/database";

/** A credential that is neither revoked nor expired. */
export interface LiveCredential {
  id: string;
  tenantId: string;
  subdomain: string;
  clientId: string;
  permissions: readonly Permission[];
  isProvider: boolean;
}

export interface CredentialGate {
  /** The credential of this login; null when it is unknown, wrong, revoked or expired. Throws `limit` on guessing. */
  verify(login: ClientLogin, caller: Caller): Promise<LiveCredential | null>;
  /** The credential behind a token; at most ten seconds old, so a revocation takes effect within that time. */
  find(clientId: string, now: Date): Promise<LiveCredential | null>;
}

interface Caller {
  sourceIp: string | null;
  now: Date;
}

interface CredentialRow extends LiveCredential {
  secretHash: string;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

interface Entry {
  row: CredentialRow;
  loadedAt: number;
  /** Digest of the secret that was verified against `row.secretHash`. */
  digest: Buffer | null;
  usedAt: number;
}

const FRESH_MS = 10_000;
const USE_RECORDED_EVERY_MS = 60_000;
const MAX_ENTRIES = 10_000;
const GUESSES_PER_MINUTE = 10;
const GUESSES_PER_CLIENT = { max: 300, windowMs: 15 * 60_000 };
const GUESSES_PER_ADDRESS = { max: 300, windowMs: 60_000 };

/**
 * Checks API credentials. The slow hash is computed once per secret and node; afterwards a keyed
 * digest in memory answers, and the row is read again every ten seconds. Refusals are never cached.
 */
class CachedCredentialGate implements CredentialGate {
  private readonly entries = new Map<string, Entry>();
  private readonly loading = new Map<string, Promise<Entry | null>>();
  private readonly checking = new Map<string, Promise<boolean>>();
  private readonly key = randomBytes(32);
  private readonly limits: { limiter: AttemptLimiter; key: (id: string, ip: string) => string }[] =
    [
      {
        limiter: createAttemptLimiter({ max: GUESSES_PER_MINUTE, windowMs: 60_000 }),
        key: (id, ip) => `${id}|${ip}`,
      },
      { limiter: createAttemptLimiter(GUESSES_PER_CLIENT), key: (id) => id },
      { limiter: createAttemptLimiter(GUESSES_PER_ADDRESS), key: (_, ip) => ip },
    ];

  constructor(
    private readonly db: Database,
    private readonly logger: Logger,
  ) {}

  async verify(login: ClientLogin, caller: Caller): Promise<LiveCredential | null> {
    const digest = createHmac("sha256", this.key).update(login.secret).digest();
    const cached = this.entries.get(login.clientId);
    if (cached && isFresh(cached, caller.now) && isVerified(cached, digest)) {
      return this.admit(cached, caller.now);
    }
    const entry = await this.load(login.clientId, caller.now);
    if (
      !(entry && isVerified(entry, digest)) &&
      !(await this.check(login, { entry, digest, caller }))
    )
      return null;
    return entry ? this.admit(entry, caller.now) : null;
  }

  async find(clientId: string, now: Date): Promise<LiveCredential | null> {
    const cached = this.entries.get(clientId);
    const entry = cached && isFresh(cached, now) ? cached : await this.load(clientId, now);
    return entry ? this.admit(entry, now) : null;
  }

  /** The slow way. Callers who present the same secret at once share one computation. */
  private async check(
    login: ClientLogin,
    { entry, digest, caller }: { entry: Entry | null; digest: Buffer; caller: Caller },
  ): Promise<boolean> {
    const hash = entry?.row.secretHash ?? null;
    const key = `${login.clientId}|${hash}|${digest.toString("base64url")}`;
    const shared = this.checking.get(key);
    if (shared !== undefined) return shared;
    this.takeAttempt(login.clientId, caller);
    const check = verifyPassword(login.secret, hash).finally(() => this.checking.delete(key));
    this.checking.set(key, check);
    const isRight = await check;
    if (!isRight && entry) await this.recordRefusal(entry.row, caller);
    if (isRight && entry) {
      entry.digest = digest;
      this.forgiveAttempts(login.clientId, caller);
    }
    return isRight;
  }

  private recordRefusal({ id, clientId, tenantId }: CredentialRow, caller: Caller): Promise<void> {
    const origin = {
      ...caller,
      db: this.db,
      actor: { name: clientId },
      scope: { tenantId },
      correlationId: null,
    };
    return recordAudit(origin, {
      action: "Authentication",
      outcome: "denied",
      objectType: "credential",
      objectId: id,
    });
  }

  private takeAttempt(clientId: string, { sourceIp, now }: Caller): void {
    const taken = this.limits.map(({ limiter, key }) =>
      limiter.take(key(clientId, `${sourceIp}`), now),
    );
    if (taken.every(Boolean)) return;
    this.logger.warn({ clientId: clientId.slice(0, 128), sourceIp }, "too many wrong API logins");
    throw new AppError("limit", "Too many failed logins. Wait a minute and try again.");
  }

  private forgiveAttempts(clientId: string, { sourceIp }: Caller): void {
    for (const { limiter, key } of this.limits) limiter.reset(key(clientId, `${sourceIp}`));
  }

  private load(clientId: string, now: Date): Promise<Entry | null> {
    const pending = this.loading.get(clientId);
    if (pending !== undefined) return pending;
    const loading = this.read(clientId, now).finally(() => this.loading.delete(clientId));
    this.loading.set(clientId, loading);
    return loading;
  }

  private async read(clientId: string, now: Date): Promise<Entry | null> {
    const row = await readRow(this.db, clientId).catch((cause: unknown) => {
      throw new AppError("unavailable", "Credentials cannot be checked now. Try again shortly.", {
        cause,
      });
    });
    const before = this.entries.get(clientId);
    this.entries.delete(clientId);
    if (!row) return null;
    const isSameSecret = before?.row.secretHash === row.secretHash;
    const entry: Entry = {
      row,
      loadedAt: now.getTime(),
      digest: isSameSecret ? before.digest : null,
      usedAt: before?.usedAt ?? 0,
    };
    const [oldest] = this.entries.keys();
    if (this.entries.size >= MAX_ENTRIES && oldest !== undefined) this.entries.delete(oldest);
    this.entries.set(clientId, entry);
    return entry;
  }

  private admit(entry: Entry, now: Date): LiveCredential | null {
    const { row } = entry;
    if (row.revokedAt || (row.expiresAt && row.expiresAt <= now)) return null;
    if (now.getTime() - entry.usedAt >= USE_RECORDED_EVERY_MS) {
      entry.usedAt = now.getTime();
      // Nobody waits for this: a lost update only leaves an older time on the page.
      this.db.pool
        .query(RECORD_USE, [row.id, now, new Date(now.getTime() - USE_RECORDED_EVERY_MS)])
        .catch((err: unknown) => this.logger.debug({ err }, "use of a credential not recorded"));
    }
    return row;
  }
}

const RECORD_USE = `
  UPDATE credential SET last_used_at = $2
   WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3)`;

function isFresh(entry: Entry, now: Date): boolean {
  const age = now.getTime() - entry.loadedAt;
  return age < FRESH_MS && age > -FRESH_MS;
}

function isVerified(entry: Entry, digest: Buffer): boolean {
  return entry.digest !== null && timingSafeEqual(entry.digest, digest);
}

async function readRow(db: Database, clientId: string): Promise<CredentialRow | null> {
  // PostgreSQL refuses NUL in text; no client id has one.
  if (clientId.includes("\0")) return null;
  const found = await db.prisma.credential.findUnique({
    where: { clientId },
    include: { tenant: { select: { subdomain: true } } },
  });
  if (!found) return null;
  const { id, tenantId, secretHash, isProvider, expiresAt, revokedAt } = found;
  const permissions = CREDENTIAL_SCOPES.filter((scope) => found.scopes.includes(scope));
  const { subdomain } = found.tenant;
  return {
    id,
    tenantId,
    subdomain,
    clientId,
    permissions,
    isProvider,
    secretHash,
    expiresAt,
    revokedAt,
  };
}

/** The gate of one node. */
export function createCredentialGate(db: Database, logger: Logger): CredentialGate {
  return new CachedCredentialGate(db, logger);
}
