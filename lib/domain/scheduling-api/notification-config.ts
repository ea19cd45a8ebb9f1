import { AppError } from "@/lib/domain/errors";
import { asObject } from "./wire-value";

/** `calmConfig` of a job with the documented texts and their order (job-scheduling-api 5.8); nothing when not sent. */
export function parseCalmConfig(value: unknown): { almEnabled?: boolean } {
  if (value === undefined) return {};
  const config = asObject(value, "calmConfig");
  const keys = Object.keys(config);
  if (keys.length === 0) throw refused("calmConfig", "'calmConfig' object cannot be empty");
  if (!Object.hasOwn(config, "enabled")) {
    throw refused("calmConfig.enabled", "'enabled' is a required property for object 'calmConfig'");
  }
  refuseForeignKeys("calmConfig", keys, ["enabled"]);
  return { almEnabled: booleanOf("calmConfig", config, "enabled") };
}

/** `ansConfig` of a job: what is sent of its two flags. */
export function parseAnsConfig(value: unknown): {
  alertOnError?: boolean;
  alertOnSuccess?: boolean;
} {
  if (value === undefined) return {};
  const config = asObject(value, "ansConfig");
  refuseForeignKeys("ansConfig", Object.keys(config), ["onError", "onSuccess"]);
  return {
    ...(config.onError === undefined
      ? {}
      : { alertOnError: booleanOf("ansConfig", config, "onError") }),
    ...(config.onSuccess === undefined
      ? {}
      : { alertOnSuccess: booleanOf("ansConfig", config, "onSuccess") }),
  };
}

function refuseForeignKeys(
  name: string,
  keys: readonly string[],
  allowed: readonly string[],
): void {
  const foreign = keys.find((key) => !allowed.includes(key));
  if (foreign === undefined) return;
  const shown = foreign.replace(/[\p{Cc}\p{Surrogate}]/gu, "?").slice(0, 64);
  throw refused(`${name}.${shown}`, `'${shown}' is not an allowed property for object '${name}'`);
}

function booleanOf(name: string, config: Record<string, unknown>, key: string): boolean {
  const value = config[key];
  if (typeof value === "boolean") return value;
  throw refused(`${name}.${key}`, `'${key}' in '${name}' must be of type 'boolean'`);
}

function refused(field: string, message: string): AppError {
  return new AppError("invalid", message, { field });
}
