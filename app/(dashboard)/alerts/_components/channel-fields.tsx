"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { CHANNEL_KINDS, type ChannelKind } from "@/lib/domain/alert/alert-channel";
import type { AlertChannelView } from "@/lib/domain/native-api/alert-resource";
import type { FormResult } from "@/lib/services/access/form-result";
import { FormFailure } from "../../admin/_components/form-failure";
import { NativeSelect } from "../../admin/_components/native-select";
import { gateFieldError } from "../../gates/_components/gate-field-error";
import { CheckField, DescriptionField, NameField } from "../../gates/_components/gate-fields";
import { CHANNEL_WORDS } from "../channel-words";

type ChannelFieldsProps = {
  result: FormResult<unknown> | null;
  channel: AlertChannelView | undefined;
};

const FIELDS = ["name", "description", "kind", "to", "url", "secret"];

/** The fields of a channel; those of its kind only. */
export function ChannelFields({ result, channel }: ChannelFieldsProps) {
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? "email");
  const isKept = channel?.kind === kind && channel.hasSecret;
  return (
    <>
      <FormFailure result={result} fields={FIELDS} />
      {channel === undefined && <NameField result={result} />}
      <DescriptionField result={result} value={channel?.description ?? ""} />
      <Field label="Kind" hint={CHANNEL_WORDS[kind].hint} error={gateFieldError(result, "kind")}>
        {(control) => (
          <NativeSelect
            {...control}
            name="kind"
            value={kind}
            onChange={({ target }) =>
              setKind(CHANNEL_KINDS.find((known) => known === target.value) ?? "email")
            }
          >
            {CHANNEL_KINDS.map((known) => (
              <option key={known} value={known}>
                {CHANNEL_WORDS[known].label}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      {kind === "email" && <RecipientsField result={result} to={channel?.to ?? []} />}
      {kind === "webhook" && (
        <>
          <UrlField
            result={result}
            url={channel?.url ?? ""}
            hint="The address messages are sent to"
          />
          <SecretField result={result} isKept={isKept} />
        </>
      )}
      {kind === "slack" && (
        <UrlField
          result={result}
          url=""
          hint={
            isKept
              ? "Stored and never shown again; leave it empty to keep it"
              : "Stored encrypted and never shown again"
          }
        />
      )}
      <CheckField
        field="usedByJobs"
        label="Used by jobs"
        hint="Told about jobs whose own alert settings are on"
        isOn={channel?.usedByJobs ?? false}
      />
      <CheckField
        field="active"
        label="Active"
        hint="Messages for a channel that is switched off are passed over"
        isOn={channel?.active ?? true}
      />
    </>
  );
}

type Result = Pick<ChannelFieldsProps, "result">;

function RecipientsField({ result, to }: Result & { to: readonly string[] }) {
  return (
    <Field
      label="Recipients"
      hint="E-mail addresses, separated by commas or line breaks"
      error={gateFieldError(result, "to")}
    >
      {(control) => (
        <Textarea {...control} name="to" rows={2} spellCheck={false} defaultValue={to.join("\n")} />
      )}
    </Field>
  );
}

function UrlField({ result, url, hint }: Result & { url: string; hint: string }) {
  return (
    <Field label="Address" hint={hint} error={gateFieldError(result, "url")}>
      {(control) => (
        <Input
          {...control}
          name="url"
          inputMode="url"
          placeholder="https://"
          maxLength={2000}
          spellCheck={false}
          autoComplete="off"
          defaultValue={url}
        />
      )}
    </Field>
  );
}

function SecretField({ result, isKept }: Result & { isKept: boolean }) {
  return (
    <>
      <Field
        label="Secret"
        optional
        hint={
          isKept
            ? "Stored and never shown again; leave it empty to keep it"
            : "Signs each message; 16 characters or more"
        }
        error={gateFieldError(result, "secret")}
      >
        {(control) => (
          <Input {...control} name="secret" type="password" maxLength={256} autoComplete="off" />
        )}
      </Field>
      {isKept && (
        <CheckField
          field="removeSecret"
          label="Remove the secret"
          hint="Messages are not signed any more"
          isOn={false}
        />
      )}
    </>
  );
}
