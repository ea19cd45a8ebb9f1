export const dynamic = "force-dynamic";

/** Says that the process lives, and nothing about what it depends on. */
export function GET(): Response {
  return new Response("ok\n", {
    headers: { "content-type": "text/plain", "cache-control": "no-store" },
  });
}
