import "server-only";
import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Permission } from "@/lib/domain/access/access";
import type { SendAlert } from "@/lib/domain/alert/alert-outlet";
import { AppError } from "@/lib/domain/errors";
import type { Engine, TickSummary } from "@/lib/engine/engine";
import { type Node, node } from "@/lib/node";
import type { ChangeFeed } from "@/lib/platform/change-feed";
import type { Env } from "@/lib/platform/env";
import { systemTimer } from "@/lib/platform/system-timer";
import { assertSameOrigin } from "@/lib/services/access/assert-same-origin";
import { authenticateRequest } from "@/lib/services/access/authenticate";
import type { Access } from "@/lib/services/access/create-access";
import { authorise, type Context } from "@/lib/services/context";
import { type DemoSummary, loadDemo } from "@/lib/services/demo/load-demo";
import type { Database } from "@/lib/store/database";

/** The context of an API request; throws `unauthenticated` when it proves nobody. */
export async function requestContext(request: Request): Promise<Context> {
  const here = await node();
  const now = here.clock.now();
  const sourceIp = sourceIpOf(request.headers);
  const caller = await authenticateRequest(here.access, {
    headers: request.headers,
    sourceIp,
    now,
  });
  if (!caller) throw new AppError("unauthenticated", "Sign in, or send an API credential.");
  if (caller.isSession) assertSameOrigin(request, here.env.publicUrl);
  return contextOf(here, {
    actor: caller.actor,
    scope: caller.scope,
    now,
    headers: request.headers,
  });
}

/** The context of a page or server action; leads to the sign-in page without a session. */
export async function pageContext(): Promise<Context> {
  const here = await node();
  const requestHeaders = await headers();
  const now = here.clock.now();
  const caller = await authenticateRequest(here.access, {
    headers: requestHeaders,
    sourceIp: sourceIpOf(requestHeaders),
    now,
  });
  if (!caller) redirect("/login");
  return contextOf(here, {
    actor: caller.actor,
    scope: caller.scope,
    now,
    headers: requestHeaders,
  });
}

/** A context for work the application does by itself, for one tenant and with just these permissions. */
export async function systemContext(
  name: string,
  tenantId: string,
  permissions: readonly Permission[],
): Promise<Context> {
  const here = await node();
  return contextOf(here, {
    actor: { kind: "system", name, permissions },
    scope: { tenantId, allTenants: false },
    now: here.clock.now(),
    headers: new Headers(),
  });
}

/** Loads the demo landscape with the endpoints of this node. */
export async function loadDemoLandscape(ctx: Context): Promise<DemoSummary> {
  const { port } = (await node()).env;
  return loadDemo(ctx, { endpointsAt: `http://localhost:${port}`, timer: systemTimer });
}

function contextOf(
  here: Node,
  caller: Pick<Context, "actor" | "scope" | "now"> & { headers: Headers },
): Context {
  return {
    actor: caller.actor,
    scope: caller.scope,
    now: caller.now,
    db: here.db,
    secrets: here.secrets,
    areProgramsAllowed: here.env.areProgramsAllowed,
    sourceIp: sourceIpOf(caller.headers),
    correlationId: caller.headers.get("x-correlation-id")?.slice(0, 100) ?? randomUUID(),
    newId: here.newId,
    hint: (what) => {
      here.engine.hint(what);
      here.channel.hint(what);
    },
    changed: here.announce,
  };
}

function sourceIpOf(requestHeaders: Headers): string | null {
  return requestHeaders.get("x-forwarded-for")?.split(",")[0]?.trim().slice(0, 100) || null;
}

/** Sign-in, tokens and keys: what the entry pages and `/oauth` need before there is a context. */
export async function accessOfNode(): Promise<{
  access: Access;
  now: Date;
  env: Env;
  newId: Node["newId"];
}> {
  const here = await node();
  return { access: here.access, now: here.clock.now(), env: here.env, newId: here.newId };
}

const BULK_BATCHES_OF_TICK = 50;

/** One pass of every duty (administrators only). */
export async function tickEngine(ctx: Context): Promise<TickSummary> {
  authorise(ctx, "config.write");
  const here = await node();
  // Where no duty lives on, nobody else works on them; a pass has its share, the next one goes on.
  for (let batch = 0; batch < BULK_BATCHES_OF_TICK && !here.engine.isRunning; batch += 1)
    if ((await here.workOnBulkActions()) > 0) break;
  return here.engine.tickOnce();
}

/** What sends alerts from this node, for tests of a channel. */
export async function alertSender(): Promise<SendAlert> {
  return (await node()).sendAlert;
}

/** Something was asked for on a whole selection of runs; without this the node looks by itself after some seconds. */
export async function wakeBulkActions(): Promise<void> {
  (await node()).bulkActions.wake();
}

/** Changes of runs as they happen on any node. */
export async function changeFeed(): Promise<ChangeFeed> {
  return (await node()).feed;
}

/** The configuration of this node, without secrets. */
export async function nodeEnv(): Promise<Omit<Env, "secretKey" | "admin" | "api" | "databaseUrl">> {
  const {
    secretKey: _key,
    admin: _admin,
    api: _api,
    databaseUrl: _url,
    ...rest
  } = (await node()).env;
  return rest;
}

/** What health and metrics report. */
export async function nodeStatus(): Promise<{
  env: Env;
  db: Database;
  engine: Engine;
  feed: ChangeFeed;
  now: Date;
}> {
  const here = await node();
  return {
    env: here.env,
    db: here.db,
    engine: here.engine,
    feed: here.feed,
    now: here.clock.now(),
  };
}
