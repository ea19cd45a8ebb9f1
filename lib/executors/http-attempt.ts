import type { HttpMethod } from "@/lib/domain/http/request-target";

/** One attempt of a run of kind http, complete: nothing else is read to make the call. */
export interface HttpAttempt {
  readonly runId: string;
  readonly tenantId: string;
  readonly attempt: number;
  readonly jobId: number;
  readonly scheduleId: string | null;
  readonly definitionName: string;
  readonly method: HttpMethod;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; null for none. */
  readonly data: unknown;
  readonly basicAuth: { readonly user: string; readonly password: string } | null;
  readonly plannedAt: Date;
  /** Time for the endpoint's answer to begin; after it the run is ACK_NOT_RECVD (job-scheduling-api 13). */
  readonly synchronousSeconds: number;
  /** Time after which no late answer is listened for, counted from the start of the attempt. */
  readonly asynchronousSeconds: number;
}

export interface HttpAnswered {
  readonly type: "answered";
  readonly httpStatus: number;
  /** Status 202: the endpoint works on and will call back. */
  readonly accepted: boolean;
  readonly text: string;
  readonly truncated: boolean;
  readonly out: Record<string, unknown> | null;
  readonly durationMs: number;
}

export type HttpFailureKind =
  | "dns"
  | "refused"
  | "tls"
  | "timeout"
  | "reset"
  | "blocked"
  | "invalid"
  | "aborted"
  | "protocol";

export interface HttpFailed {
  readonly type: "failed";
  readonly kind: HttpFailureKind;
  readonly message: string;
  /** No connection came about, so the endpoint counts as unreachable (job-scheduling-api 11.4). */
  readonly unreachable: boolean;
}

/**
 * What becomes of an attempt: one `answered` or `failed`, after at most one `unanswered`. A `failed` after `unanswered`
 * says only that nobody listens any more; the callback may still decide the run. A listener beyond the limit of late
 * ones, or still late when the executor closes, ends without a further event: its run waits for the callback.
 */
export type HttpEvent = HttpAnswered | { readonly type: "unanswered" } | HttpFailed;
