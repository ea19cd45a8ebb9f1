/** What is wrong with a request before any route could look at it. */
export interface RequestLineFault {
  status: 400 | 405;
  message: string;
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Refuses what the framework would answer with a page of its own: odd methods and broken addresses. */
export function requestLineFault(
  method: string | undefined,
  url: string | undefined,
): RequestLineFault | null {
  if (method === undefined || !METHODS.has(method)) {
    return { status: 405, message: `The method ${method ?? ""} is not supported` };
  }
  try {
    decodeURIComponent((url ?? "/").split("?", 1)[0] ?? "/");
    return null;
  } catch {
    return { status: 400, message: "The address contains a broken percent-encoding" };
  }
}

/** The body of such a refusal, in the words of the API the address belongs to. */
export function requestLineRefusal({ status, message }: RequestLineFault, url: string): object {
  if (!url.startsWith("/scheduler")) {
    return { error: { code: status === 405 ? "method_not_allowed" : "invalid", message } };
  }
  const text = `Error in Job Scheduler action: ${message}`;
  const type = status === 405 ? "Method Not Allowed" : "Bad Request/Invalid Request";
  return { code: status, message: text, type, detailedError: text };
}
