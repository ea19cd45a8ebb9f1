import { cleanText } from "@/lib/domain/http/answer-text";
import type { HttpFailed, HttpFailureKind } from "./http-attempt";

interface FailureRule {
  readonly codes: RegExp;
  readonly kind: HttpFailureKind;
  readonly unreachable: boolean;
  readonly sentence: string;
}

const RULES: readonly FailureRule[] = [
  rule(/^ERR_EGRESS_BLOCKED$/, "blocked", false, ""),
  rule(
    /^(ENOTFOUND|EAI_.+|ENODATA|ESERVFAIL)$/,
    "dns",
    true,
    "The host name could not be resolved",
  ),
  rule(
    /^(ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/,
    "refused",
    true,
    "The endpoint could not be connected to",
  ),
  rule(
    /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/,
    "timeout",
    true,
    "The connection was not made in time",
  ),
  rule(
    /^(CERT_.+|ERR_TLS_.+|ERR_SSL_.+|EPROTO|.*_CERT(_.+)?|.*_SIGNATURE|.*_ISSUER|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)$/,
    "tls",
    true,
    "No secure connection could be made",
  ),
  rule(
    /^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET)$/,
    "reset",
    true,
    "The endpoint closed the connection without an answer",
  ),
  rule(
    /^(HPE_.+|UND_ERR_(HEADERS_OVERFLOW|RES_.+))$/,
    "protocol",
    false,
    "The answer is not valid HTTP",
  ),
  rule(
    /^(UND_ERR_INVALID_ARG|UND_ERR_NOT_SUPPORTED)$/,
    "invalid",
    false,
    "The request cannot be sent",
  ),
  rule(/^UND_ERR_(ABORTED|DESTROYED|CLOSED)$/, "aborted", false, "The call was stopped"),
];

const STALE_CODES = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

function rule(
  codes: RegExp,
  kind: HttpFailureKind,
  unreachable: boolean,
  sentence: string,
): FailureRule {
  return { codes, kind, unreachable, sentence };
}

/** The failure of a call, from the error its connection ended with; the message is fit for the run log. */
export function failureFrom(error: Error): HttpFailed {
  const code = codeOf(error);
  const found = RULES.find(({ codes }) => codes.test(code));
  if (!found) return failed("protocol", sentenceWith("The call failed", code, error), false);
  // A refusal by the egress rules is written by us and says everything.
  const message = found.sentence === "" ? error.message : sentenceWith(found.sentence, code, error);
  return failed(found.kind, message, found.unreachable);
}

/** A failure that was decided here and not by an error of the connection. */
export function failed(kind: HttpFailureKind, message: string, unreachable: boolean): HttpFailed {
  return { type: "failed", kind, message: cleanText(message), unreachable };
}

/**
 * Whether the error is that of a kept-alive connection which its server had already given up. The egress agent notes
 * on the error what the connection had brought before: a fresh one has brought nothing.
 */
export function isStaleConnection(error: Error): boolean {
  if (!STALE_CODES.has(codeOf(error))) return false;
  const { bytesRead, socket } = error as { bytesRead?: number; socket?: { bytesRead?: number } };
  return (bytesRead ?? socket?.bytesRead ?? 0) > 0;
}

function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "";
}

function sentenceWith(sentence: string, code: string, error: Error): string {
  return code === "" ? `${sentence}: ${error.message}` : `${sentence} (${code})`;
}
