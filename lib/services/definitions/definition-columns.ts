import { parseActionUrl } from "@/lib/domain/definition/action-url";
import type {
  ParsedDefinition,
  ParsedDefinitionChange,
} from "@/lib/domain/definition/definition-input";
import type { DefinitionProperties } from "@/lib/domain/definition/definition-properties";
import { jobNameFrom } from "@/lib/domain/definition/job-name";
import { passwordContext } from "@/lib/domain/definition/password-context";
import { hasGates } from "@/lib/domain/gate/has-gates";
import type { Context } from "@/lib/services/context";
import type { DefinitionColumns } from "@/lib/store/definition-store";

interface Content {
  id: string;
  input: ParsedDefinition;
  properties: DefinitionProperties;
}

/** Every column of a definition that is created or replaced. */
export function columnsOfInput(
  ctx: Context,
  { id, input, properties }: Content,
): DefinitionColumns {
  return {
    name: input.name,
    job_name: jobNameFrom(input.name),
    kind: input.kind,
    description: input.description,
    active: input.active,
    start_at: input.startTime,
    end_at: input.endTime,
    priority: input.priority,
    queue: input.queue,
    hold: input.hold,
    retention_days: input.retentionDays,
    delete_after_success: input.deleteAfterSuccess,
    http_method: input.httpMethod,
    url: input.url,
    origin: originOf(input.url),
    headers: JSON.stringify(input.headers),
    endpoint_user: input.user,
    endpoint_password: sealed(ctx, id, input.password),
    synchronous_seconds: input.synchronousSeconds,
    asynchronous_seconds: input.asynchronousSeconds,
    alert_on_error: input.alertOnError,
    alert_on_success: input.alertOnSuccess,
    alm_enabled: input.almEnabled,
    properties: JSON.stringify(properties),
    gated: hasGates(properties, input.kind),
    unreachable_since: null,
    updated_at: ctx.now,
  };
}

/** The columns a change touches; what it does not give is not among them. */
export function columnsOfChange(
  ctx: Context,
  id: string,
  change: ParsedDefinitionChange,
): Partial<DefinitionColumns> {
  const { url, headers, password } = change;
  return withoutUndefined({
    description: change.description,
    active: change.active,
    start_at: change.startTime,
    end_at: change.endTime,
    priority: change.priority,
    queue: change.queue,
    hold: change.hold,
    retention_days: change.retentionDays,
    delete_after_success: change.deleteAfterSuccess,
    http_method: change.httpMethod,
    url,
    origin: url === undefined ? undefined : originOf(url),
    unreachable_since: url === undefined && change.active !== true ? undefined : null,
    headers: headers === undefined ? undefined : JSON.stringify(headers),
    endpoint_user: change.user,
    endpoint_password: password === undefined ? undefined : sealed(ctx, id, password),
    synchronous_seconds: change.synchronousSeconds,
    asynchronous_seconds: change.asynchronousSeconds,
    alert_on_error: change.alertOnError,
    alert_on_success: change.alertOnSuccess,
    alm_enabled: change.almEnabled,
    updated_at: ctx.now,
  });
}

function originOf(url: string): string {
  const parsed = parseActionUrl(url);
  return parsed.ok ? parsed.origin : "";
}

function sealed(ctx: Context, id: string, password: string | null): string | null {
  return password === null ? null : ctx.secrets.seal(password, passwordContext(id));
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function withoutUndefined<T extends object>(columns: T): Defined<T> {
  const entries = Object.entries(columns).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<T>;
}
