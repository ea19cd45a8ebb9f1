import {
  type Actor,
  isAllowed,
  type Permission,
  type TenantScope,
} from "@/lib/domain/access/access";
import { AppError } from "@/lib/domain/errors";
import type { RunChange } from "@/lib/domain/run/run-change";
import type { SecretBox } from "@/lib/platform/secrets";
import type { Database } from "@/lib/store/database";

/** Everything a use-case needs of the request it serves; built once per request by lib/server.ts. */
export interface Context {
  actor: Actor;
  scope: TenantScope;
  /** The instant of the request, from the database clock. */
  now: Date;
  db: Database;
  secrets: SecretBox;
  /** Definitions of kind program may be made (STELLWERK_ALLOW_PROGRAMS). */
  areProgramsAllowed: boolean;
  sourceIp: string | null;
  correlationId: string;
  /** Tells the engine of this node and of the others that there may be work; a hint, never needed for correctness. */
  hint: (what: "runs" | "schedules" | "kills" | "gates" | "chains") => void;
  /** Tells watchers, after commit, which runs changed. */
  changed: (changes: readonly RunChange[]) => void;
  /** Makes a time-ordered id. */
  newId: (now: Date) => string;
}

/** Refuses callers without the permission; every write service begins with it. */
export function authorise(ctx: Pick<Context, "actor">, permission: Permission): void {
  if (isAllowed(ctx.actor, permission)) return;
  throw new AppError(
    "forbidden",
    `This needs the permission "${permission}", which ${ctx.actor.name} does not have.`,
  );
}
