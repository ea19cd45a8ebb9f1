import { AppError } from "@/lib/domain/errors";
import { isReservedHeader } from "@/lib/domain/http/request-headers";
import { parseTarget, withQuery } from "@/lib/domain/http/request-target";
import type { RunDetail } from "@/lib/domain/run/run-item";
import { getDefinition } from "@/lib/queries/definitions/get-definition";
import type { Context } from "@/lib/services/context";
import type { HandmadeRequest } from "./curl";

/** The request of a run. `isChanged`: the definition was edited after the run, so that the run may have sent another. */
export interface RunRequest extends HandmadeRequest {
  isChanged: boolean;
}

const SECRET_HEADER = /authorization|cookie|token|secret|password|api-?key/i;
const METHODS_WITH_BODY = ["POST", "PUT"];

/** What a run of kind http sends by its definition; null when there is no such definition any more. */
export async function requestOf(ctx: Context, run: RunDetail): Promise<RunRequest | null> {
  if (run.kind !== "http" || run.jobId === null) return null;
  const definition = await findDefinition(ctx, run.jobId);
  if (definition === null) return null;
  const hasBody = METHODS_WITH_BODY.includes(definition.httpMethod);
  return {
    method: definition.httpMethod,
    url: hasBody ? definition.url : addressWith(definition.url, run.parameters),
    headers: Object.entries(definition.headers)
      .filter(([name]) => !isReservedHeader(name))
      .map(([name, value]) => ({ name, value: SECRET_HEADER.test(name) ? "(not shown)" : value })),
    body: hasBody && run.parameters !== null ? JSON.stringify(run.parameters) : null,
    user: definition.endpointUser,
    isChanged: definition.updatedAt > new Date(run.startedAt ?? run.submittedAt),
  };
}

async function findDefinition(ctx: Context, jobId: number) {
  try {
    return await getDefinition(ctx, { key: { jobId } });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

function addressWith(url: string, parameters: unknown): string {
  const target = parseTarget(url);
  return target.ok ? `${target.origin}${withQuery(target.path, parameters)}` : url;
}
