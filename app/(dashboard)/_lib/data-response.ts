import { AppError, type AppErrorCode } from "@/lib/domain/errors";
import { requestContext } from "@/lib/server";
import { formResult } from "@/lib/services/access/form-result";
import type { Context } from "@/lib/services/context";

const STATUS: Record<AppErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  limit: 429,
  too_large: 413,
  unavailable: 503,
  internal: 500,
};

/** What a page reads again while it is open: JSON, or the refusal in the words and with the status that fit. */
export async function dataResponse<T>(
  request: Request,
  read: (ctx: Context) => Promise<T>,
): Promise<Response> {
  const result = await formResult(async () => {
    try {
      return answer(200, await read(await requestContext(request)));
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "internal") throw error;
      return answer(STATUS[error.code], { error: { code: error.code, message: error.message } });
    }
  });
  if (result.ok) return result.value;
  return answer(500, { error: { code: "internal", message: result.message } });
}

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
