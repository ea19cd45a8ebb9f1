/**
 * Reads JSON from one of the application's own addresses. Throws an Error whose message can be shown: what the server
 * said, or that it cannot be reached.
 */
export async function fetchJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  const response = await answerOf(address, signal);
  const body: unknown = await response.json().catch(() => null);
  // The addresses are this application's own, and their answers have the type of the query behind them.
  if (response.ok && body !== null) return body as T;
  throw new Error(
    messageIn(body) ?? `The server answered with status ${response.status}. Try it again.`,
  );
}

async function answerOf(address: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(address, {
      headers: { accept: "application/json" },
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Error("The server cannot be reached. What you see may be old.", { cause: error });
  }
}

function messageIn(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("error" in body)) return null;
  const { error } = body;
  const hasMessage = typeof error === "object" && error !== null && "message" in error;
  return hasMessage && typeof error.message === "string" ? error.message : null;
}
