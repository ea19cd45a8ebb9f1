import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { RunDirection } from "@/lib/store/selected-runs";

/** Where a page of runs begins and which way it goes. */
export interface RunCursor {
  direction: RunDirection;
  runId: string;
}

/** The cursor as callers carry it: opaque, safe in an address. */
export function formatRunCursor({ direction, runId }: RunCursor): string {
  return Buffer.from(`${direction}:${runId}`).toString("base64url");
}

/** Reads a cursor this API has given; throws `invalid` for anything else. */
export function parseRunCursor(text: string): RunCursor {
  const [direction, runId] =
    text.length > 100 ? [] : Buffer.from(text, "base64url").toString("utf8").split(":");
  if ((direction === "older" || direction === "newer") && runId !== undefined && isId(runId)) {
    return { direction, runId };
  }
  throw new AppError("invalid", "'cursor' must be the nextCursor or prevCursor of a page", {
    field: "cursor",
  });
}
