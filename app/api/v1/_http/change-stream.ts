import { AppError } from "@/lib/domain/errors";
import { changeFeed } from "@/lib/server";
import { authorise, type Context } from "@/lib/services/context";

/** Streams one caller may have open on this node: a tab has one, and a browser rarely more than a few dozen. */
const MAX_PER_CALLER = 30;
const HEARTBEAT_MS = 15_000;
/** Events a caller may be behind in reading; then it is cut off, and looks at everything anew when it comes back. */
const MAX_UNREAD = 64;

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
  const encoder = new TextEncoder();
  let stop = () => undefined as void;
  return new ReadableStream(
    {
      start(controller) {
        const send = (text: string) => {
          if ((controller.desiredSize ?? 0) <= 0) return end();
          controller.enqueue(encoder.encode(text));
        };
        const heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MS);
        let isOver = false;
        let unwatch = () => undefined as void;
        const end = () => {
          if (isOver) return;
          isOver = true;
          clearInterval(heartbeat);
          unwatch();
          onEnd();
          controller.close();
        };
        stop = end;
        request.signal.addEventListener("abort", end, { once: true });
        send(`retry: 2000\nid: ${feed.lastId}\n\n`);
        const ending = feed.watch({ tenantId, lastSeen }, ({ id, runIds }) =>
          send(`id: ${id}\nevent: runs\ndata: ${JSON.stringify({ runIds })}\n\n`),
        );
        unwatch = () => void ending();
        if (isOver) unwatch();
      },
      cancel: () => stop(),
    },
    { highWaterMark: MAX_UNREAD },
  );
}

function lastEventId(headers: Headers): number | null {
  const text = headers.get("last-event-id") ?? "";
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
