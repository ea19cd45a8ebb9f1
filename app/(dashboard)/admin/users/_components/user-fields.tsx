import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FormResult } from "@/lib/services/access/form-result";
import { FormFailure, fieldError } from "../../_components/form-failure";
import { NativeSelect } from "../../_components/native-select";
import { PasswordField } from "./password-field";

export type TenantChoice = { id: string; name: string };

type UserFieldsProps = { result: FormResult<unknown> | null; tenants: readonly TenantChoice[] };

const FIELDS = ["username", "name", "role", "tenantId", "password"];

/** Name, role, tenant and first password of a new user. */
export function UserFields({ result, tenants }: UserFieldsProps) {
  return (
    <>
      <FormFailure result={result} fields={FIELDS} />
      <Field
        label="User name"
        hint="Used to sign in; the case does not matter."
        error={fieldError(result, "username")}
      >
        {(control) => (
          <Input
            {...control}
            name="username"
            required
            maxLength={128}
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      <Field label="Name" optional error={fieldError(result, "name")}>
        {(control) => <Input {...control} name="name" maxLength={128} />}
      </Field>
      <Field label="Role" error={fieldError(result, "role")}>
        {(control) => (
          <NativeSelect {...control} name="role" defaultValue="viewer">
            <option value="viewer">Viewer: reads</option>
            <option value="operator">Operator: also acts on runs</option>
            <option value="administrator">Administrator: changes everything</option>
          </NativeSelect>
        )}
      </Field>
      {tenants.length > 1 && (
        <Field
          label="Tenant"
          hint="Users of the provider see every tenant."
          error={fieldError(result, "tenantId")}
        >
          {(control) => (
            <NativeSelect {...control} name="tenantId">
              {tenants.map((tenant) => (
                <option key={tenant.id} value={tenant.id}>
                  {tenant.name}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      )}
      <PasswordField error={fieldError(result, "password")} />
    </>
  );
}
