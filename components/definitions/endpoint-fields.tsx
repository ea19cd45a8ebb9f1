"use client";

import {
  type DefinitionFieldsProps,
  DraftTextField,
} from "@/components/definitions/definition-fields";
import { HeadersField } from "@/components/definitions/headers-field";
import { PasswordField } from "@/components/definitions/password-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { HTTP_METHODS } from "@/lib/domain/definition/definition-fields";

type EndpointFieldsProps = DefinitionFieldsProps & {
  hasStoredPassword: boolean;
  /** What applies where the field is left empty. */
  defaultAsynchronousSeconds: number;
};

/** What is called, how it is told who calls, and how long its answer may take. */
export function EndpointFields(props: EndpointFieldsProps) {
  const { draft, change, problems } = props;
  return (
    <>
      <div className="flex gap-2">
        <Field label="Method" className="w-28 shrink-0">
          {(control) => (
            <Select
              {...control}
              options={HTTP_METHODS.map((method) => ({ value: method, label: method }))}
              value={draft.httpMethod}
              onValueChange={(httpMethod) => change({ httpMethod })}
            />
          )}
        </Field>
        <Field
          label="URL"
          error={problems.url}
          hint="Absolute, http or https. User and password have fields of their own"
          className="flex-1"
        >
          {(control) => (
            <Input
              {...control}
              mono
              type="url"
              value={draft.url}
              spellCheck={false}
              placeholder="https://app.example.com/jobs/close-books"
              onChange={(event) => change({ url: event.target.value })}
            />
          )}
        </Field>
      </div>
      <HeadersField
        value={draft.headers}
        onValueChange={(headers) => change({ headers })}
        error={problems.headers}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <DraftTextField
          {...props}
          field="user"
          label="User"
          optional
          hint="For Basic authentication. Without one, the call carries a signed token"
        />
        <PasswordField {...props} />
        <DraftTextField
          {...props}
          field="synchronousSeconds"
          label="Synchronous seconds"
          numeric
          hint="How long the answer is waited for, 1 to 300"
        />
        <DraftTextField
          {...props}
          field="asynchronousSeconds"
          label="Asynchronous seconds"
          numeric
          optional
          placeholder={String(props.defaultAsynchronousSeconds)}
          hint="After 202 Accepted, how long the callback is waited for; then the run ends Unknown"
        />
      </div>
    </>
  );
}
