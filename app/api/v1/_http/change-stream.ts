import { AppError } from "@/lib/domain/errors";
import { changeFeed } from "@/lib/server";
import { authorise, type Context } from "@/lib/services/context";

/** Streams one caller may have open on this node: a tab has one, and a browser rarely more than a few dozen. */
const MAX_PER_CALLER = 30;
const HEARTBEAT_MS = 15_000;
/** Events a caller may be behind in reading; then it is cut off, and looks at everything anew when it comes back. */
const MAX_UNREAD = 64;

const GIVEN_UP = "given up by its reader";

const openStreams = new Map<string, number>();

/**
 * The changes of the caller's runs as server-sent events: `event: runs` with `{ runIds }`, null for "look at everything
 * anew". `Last-Event-ID` resumes where a cut-off watcher was.
 */
export async function changeStream(ctx: Context, request: Request): Promise<Response> {
  authorise(ctx, "jobs.read");
  const caller = ctx.actor.kind === "system" ? ctx.actor.name : ctx.actor.id;
  const open = openStreams.get(caller) ?? 0;
  if (open >= MAX_PER_CALLER) {
    throw new AppError("limit", `At most ${MAX_PER_CALLER} streams may be open at once.`);
  }
  openStreams.set(caller, open + 1);
  const leave = () => {
    const left = (openStreams.get(caller) ?? 1) - 1;
    if (left > 0) openStreams.set(caller, left);
    else openStreams.delete(caller);
  };
  return new Response(await streamOf(ctx, request, leave), {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

async function streamOf(
  ctx: Context,
  request: Request,
  onEnd: () => void,
): Promise<ReadableStream<Uint8Array>> {
  const feed = await changeFeed();
  const tenantId = ctx.scope.allTenants ? null : ctx.scope.tenantId;
  const lastSeen = lastEventId(request.headers);
  const over = new AbortController();
  over.signal.addEventListener("abort", onEnd);
  const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const send = senderTo(controller, over);
    const heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MS);
    over.signal.addEventListener("abort", () => clearInterval(heartbeat));
    request.signal.addEventListener("abort", () => over.abort(), { once: true });
    send(`retry: 2000\nid: ${feed.lastId}\n\n`);
    const unwatch = feed.watch({ tenantId, lastSeen }, ({ id, runIds }) =>
      send(`id: ${id}\nevent: runs\ndata: ${JSON.stringify({ runIds })}\n\n`),
    );
    over.signal.addEventListener("abort", unwatch);
    over.signal.addEventListener("abort", () => {
      // A stream its reader has given up is closed already.
      if (over.signal.reason !== GIVEN_UP) controller.close();
    });
    if (request.signal.aborted) over.abort();
  };
  return new ReadableStream(
    { start, cancel: () => over.abort(GIVEN_UP) },
    { highWaterMark: MAX_UNREAD },
  );
}

/** Writes to the stream while its reader keeps up; ends it when the reader does not. */
function senderTo(
  controller: ReadableStreamDefaultController<Uint8Array>,
  over: AbortController,
): (text: string) => void {
  const encoder = new TextEncoder();
  return (text) => {
    if (over.signal.aborted) return;
    if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(text));
    else over.abort();
  };
}

function lastEventId(headers: Headers): number | null {
  const text = headers.get("last-event-id") ?? "";
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
