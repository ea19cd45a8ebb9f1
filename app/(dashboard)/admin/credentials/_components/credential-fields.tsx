import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FormResult } from "@/lib/services/access/form-result";
import { FormFailure, fieldError } from "../../_components/form-failure";
import { NativeSelect } from "../../_components/native-select";

export type CredentialFieldsProps = {
  scopes: readonly string[];
  tenants: readonly { id: string; name: string; subdomain: string }[];
  mayUseAllTenants: boolean;
  /** First day that can be chosen as expiry. */
  today: string;
  result: FormResult<unknown> | null;
};

const FIELDS = ["name", "tenantId", "scopes", "expiresAt"];

const SCOPE_WORDS: Record<string, string> = {
  "jobs.read": "read jobs, schedules, runs and logs",
  "jobs.write": "create, change and delete jobs and schedules",
  "runs.operate": "submit, hold, release, cancel and kill runs",
  "runs.update": "report the result of asynchronous runs",
  "config.write": "change the configuration of the service",
};

/** Name, owner, scopes and expiry of a new credential. */
export function CredentialFields(props: CredentialFieldsProps) {
  const { scopes, tenants, mayUseAllTenants, today, result } = props;
  return (
    <>
      <FormFailure result={result} fields={FIELDS} />
      <Field label="Name" hint="Which application uses it." error={fieldError(result, "name")}>
        {(control) => <Input {...control} name="name" required maxLength={255} />}
      </Field>
      <Field label="Acts for" error={fieldError(result, "tenantId")}>
        {(control) => (
          <NativeSelect {...control} name="tenant">
            {mayUseAllTenants && <option value="all">All tenants (provider)</option>}
            {tenants.map((tenant) => (
              <option key={tenant.id} value={tenant.id}>
                {`Only ${tenant.name} (${tenant.subdomain})`}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1 text-sm font-medium">Scopes</legend>
        {scopes.map((scope) => (
          <label key={scope} className="flex items-baseline gap-2 text-sm">
            <input
              type="checkbox"
              name="scopes"
              value={scope}
              defaultChecked
              className="size-4 translate-y-0.5 accent-[var(--accent)]"
            />
            <code className="font-mono text-xs">{scope}</code>
            <span className="text-ink-muted">{SCOPE_WORDS[scope]}</span>
          </label>
        ))}
        <FieldError error={fieldError(result, "scopes")} />
      </fieldset>
      <Field
        label="Expires"
        optional
        hint="In force until the end of this day in UTC."
        error={fieldError(result, "expiresAt")}
      >
        {(control) => (
          <Input
            {...control}
            name="expiresAt"
            type="date"
            min={today}
            max="9999-12-31"
            className="max-w-44"
          />
        )}
      </Field>
    </>
  );
}
