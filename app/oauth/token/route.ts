import { accessOfNode } from "@/lib/server";
import { issueToken } from "@/lib/services/access/issue-token";

const MAX_BODY_BYTES = 16_384;
const FORM_TYPE = "application/x-www-form-urlencoded";

/** The token endpoint: client-credentials grant of RFC 6749 4.4 (job-scheduling-api 3). */
export async function POST(request: Request): Promise<Response> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== FORM_TYPE) {
    return answer(400, refusal("invalid_request", `The body must be ${FORM_TYPE}.`));
  }
  const body = await readBody(request);
  if (body === null) return answer(400, refusal("invalid_request", "The body is too long."));
  const { access, now } = await accessOfNode();
  const { headers } = request;
  const sourceIp = headers.get("x-forwarded-for")?.split(",")[0]?.trim().slice(0, 100) || null;
  const form = new URLSearchParams(body);
  const issued = await issueToken(access, { headers, form, sourceIp, now });
  return answer(issued.status, issued.body);
}

/** The body as text; null as soon as it is longer than any token request. */
async function readBody(request: Request): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function methodNotAllowed(): Response {
  const response = answer(405, refusal("invalid_request", "Use POST with a form body."));
  response.headers.set("allow", "POST");
  return response;
}
export const GET = methodNotAllowed;
export const PUT = methodNotAllowed;
export const PATCH = methodNotAllowed;
export const DELETE = methodNotAllowed;

function refusal(error: string, description: string): Record<string, string> {
  return { error, error_description: description };
}

function answer(status: number, body: Record<string, string | number>): Response {
  const headers = new Headers({ "cache-control": "no-store", pragma: "no-cache" });
  if (status === 401) headers.set("www-authenticate", 'Basic realm="stellwerk", charset="UTF-8"');
  if (status === 429) headers.set("retry-after", "60");
  return Response.json(body, { status, headers });
}
