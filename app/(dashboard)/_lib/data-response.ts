import { refusal } from "@/app/api/v1/_http/api-answer";
import { AppError } from "@/lib/domain/errors";
import { requestContext } from "@/lib/server";
import { formResult } from "@/lib/services/access/form-result";
import type { Context } from "@/lib/services/context";

/**
 * What a page reads again while it is open: JSON, or a response made by the reader; a refusal in the words and with the
 * status that fit.
 */
export async function dataResponse<T>(
  request: Request,
  read: (ctx: Context) => Promise<T>,
): Promise<Response> {
  const result = await formResult(async () => {
    try {
      const value = await read(await requestContext(request));
      return value instanceof Response ? value : answer(200, value);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "internal") throw error;
      // Without the challenge of the API: a browser would ask for a password on top of the page.
      const { status = 400, body } = refusal(error);
      return answer(status, body);
    }
  });
  if (result.ok) return result.value;
  return answer(500, { error: { code: "internal", message: result.message } });
}

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
