import type { Operation } from "@/lib/domain/native-api/operation";
import {
  type BodyLimits,
  mediaTypeOf,
  readJsonBody,
  readTextBody,
} from "../../../_http/read-json-body";

/** Media types of YAML, the registered one first. */
export const YAML_TYPES: readonly string[] = [
  "application/yaml",
  "application/x-yaml",
  "text/yaml",
  "text/x-yaml",
];

/** Largest body in bytes where an operation does not say otherwise. */
const USUAL_MAX_BYTES = 256 * 1024;
const JSON_LIMITS = { depth: 32, values: 1_000_000 };

/** What a request carries as JSON, undefined for nothing; of YAML, the property of the body that it stands for. */
export async function readBody(request: Request, operation: Operation): Promise<unknown> {
  const limits = limitsOf(operation);
  const { yamlBodyAs } = operation;
  if (yamlBodyAs === undefined || !YAML_TYPES.includes(mediaTypeOf(request.headers))) {
    return readJsonBody(request, limits);
  }
  const text = await readTextBody(request, limits, YAML_TYPES);
  if (text === undefined) return undefined;
  // Loaded when it is needed: every address of the API reads bodies, and one of them YAML.
  const { readYaml } = await import("@/lib/services/configuration/apply-yaml");
  return { [yamlBodyAs]: await readYaml(text) };
}

function limitsOf({ maxBytes = USUAL_MAX_BYTES }: Operation): BodyLimits {
  const tooLarge = `The request body is larger than ${maxBytes / 1024} KB`;
  return { maxBytes, json: JSON_LIMITS, tooLarge };
}
