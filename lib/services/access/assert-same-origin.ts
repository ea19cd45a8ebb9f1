import { AppError } from "@/lib/domain/errors";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a changing request that a browser sends from another site's page. For requests that are
 * authenticated by the session cookie; API credentials travel in a header and need no such check.
 */
export function assertSameOrigin(
  request: Pick<Request, "method" | "headers">,
  publicUrl: string,
): void {
  if (SAFE_METHODS.has(request.method.toUpperCase())) return;
  const origin = request.headers.get("origin");
  if (origin !== null && isOwnHost(origin, request.headers, publicUrl)) return;
  // Tools without an Origin header send no Sec-Fetch-Site either; browsers always send one of them.
  const site = request.headers.get("sec-fetch-site");
  if (origin === null && (site === null || site === "same-origin" || site === "none")) return;
  throw new AppError("forbidden", "This request comes from a page of another site.");
}

/** The address in the browser counts as well as the configured one; a cookie never reaches another host. */
function isOwnHost(origin: string, headers: Headers, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  return host === new URL(publicUrl).host || host === headers.get("host");
}
