import { parseTarget } from "@/lib/domain/http/request-target";

export const MAX_ACTION_URL_LENGTH = 2000;
const MAX_HOST_LENGTH = 253;
const MAX_LABEL_LENGTH = 63;

export type ActionUrl =
  | { readonly ok: true; readonly origin: string }
  | { readonly ok: false; readonly reason: string };

/**
 * Whether a text can be an action endpoint: an absolute http or https URL without user, password, blanks or control
 * characters, with a host name that could exist. Whether its address may be reached is decided when it is connected to.
 */
export function parseActionUrl(text: string): ActionUrl {
  if (text.length > MAX_ACTION_URL_LENGTH) {
    return refused(`must be at most ${MAX_ACTION_URL_LENGTH} characters long`);
  }
  if (/[\s\p{Cc}\p{Surrogate}]/u.test(text))
    return refused("must not contain blanks or control characters");
  if (!/^https?:\/\/[^/?#\\]/i.test(text)) return refused("must be an absolute http or https URL");
  const target = parseTarget(text);
  if (!target.ok) return refused(`must be an absolute http or https URL: ${target.reason}`);
  const { hostname, port } = new URL(text);
  if (port === "0") return refused("must not name port 0");
  return isPossibleHost(hostname)
    ? { ok: true, origin: target.origin }
    : refused("must name a valid host");
}

function isPossibleHost(hostname: string): boolean {
  if (hostname.startsWith("[")) return true;
  const labels = hostname.replace(/\.$/, "").split(".");
  if (hostname.length > MAX_HOST_LENGTH) return false;
  return labels.every(
    (label) =>
      label.length <= MAX_LABEL_LENGTH && /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/i.test(label),
  );
}

function refused(reason: string): ActionUrl {
  return { ok: false, reason };
}
