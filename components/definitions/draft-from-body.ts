import type { DefinitionDraft } from "@/components/definitions/definition-draft";
import { numberText, propertiesDraftOf } from "@/components/definitions/properties-draft";
import { parseJsonText } from "@/components/ui/json-text";
import { utcText } from "@/components/ui/utc-text";
import type { DefinitionKind } from "@/lib/domain/definition/definition";
import { definitionPropertiesSchema } from "@/lib/domain/definition/definition-properties";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { putDefinitionSchema } from "@/lib/domain/native-api/definition-resource";

type DraftRead = { ok: true; patch: Partial<DefinitionDraft> } | { ok: false; reason: string };

/**
 * What a body of `PUT /api/v1/definitions/{name}` makes of a draft. `kind` is the only one that is possible; null: any.
 * Only the part of its kind is in the patch, so that those of other kinds stay.
 */
export function draftFromBody(text: string, kind: DefinitionKind | null): DraftRead {
  const parsed = parseJsonText(text);
  if (!parsed.ok) return parsed;
  try {
    const put = parseInput(putDefinitionSchema, parsed.value);
    if (kind !== null && put.kind !== kind) {
      return { ok: false, reason: `'kind' can't change: this definition is of kind ${kind}.` };
    }
    const { description, active, hold, deleteAfterSuccess, alertOnError, alertOnSuccess } = put;
    const { program, wait, chain, ...properties } = propertiesDraftOf(propertiesAmong.parse(put));
    return {
      ok: true,
      patch: {
        ...properties,
        ...{ kind: put.kind, description, active, hold, deleteAfterSuccess },
        ...{ alertOnError, alertOnSuccess, queue: put.queue },
        startTime: instantText(put.startTime),
        endTime: instantText(put.endTime),
        priority: String(put.priority),
        retentionDays: numberText(put.retentionDays),
        ...(put.program === null ? {} : { program }),
        ...(put.wait === null ? {} : { wait }),
        ...(put.chain === null ? {} : { chain }),
        ...endpointPatch(put.http),
      },
    };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, reason: sentence(error.message) };
    throw error;
  }
}

const propertiesAmong = definitionPropertiesSchema.strip();

function endpointPatch(
  http: ReturnType<typeof putDefinitionSchema.parse>["http"],
): Partial<DefinitionDraft> {
  if (http === null) return {};
  return {
    httpMethod: http.method,
    url: http.url,
    headers: Object.entries(http.headers).map(([name, value]) => ({ name, value })),
    user: http.user ?? "",
    synchronousSeconds: String(http.synchronousSeconds ?? http.timeoutSeconds ?? 15),
    asynchronousSeconds: numberText(http.asynchronousSeconds),
    ...(http.password === null ? {} : { passwordChoice: "set", password: http.password }),
  };
}

function instantText(at: Date | null): string {
  return at === null ? "" : utcText(at);
}

function sentence(text: string): string {
  return /[.?]$/.test(text) ? text : `${text}.`;
}
