"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { utcText } from "@/components/ui/utc-text";
import type { AlertRuleBody } from "@/lib/domain/alert/alert-rule";

type MuteRowsProps = { mutes: AlertRuleBody["mutes"]; error: string | undefined };

const MOST = 20;

/** Times in which a rule records and does not tell. */
export function MuteRows({ mutes, error }: MuteRowsProps) {
  const [rows, setRows] = useState(() =>
    mutes.map(({ from, to, reason }, key) => ({
      ...{ key, reason, from: utcText(new Date(from)), to: utcText(new Date(to)) },
    })),
  );
  const [nextKey, setNextKey] = useState(mutes.length);
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">
        Quiet times <span className="ml-0.5 font-normal text-ink-faint">optional</span>
      </legend>
      <p className="text-xs text-ink-muted">
        Alerts are recorded and not told meanwhile; UTC, as YYYY-MM-DD HH:MM:SS
      </p>
      {rows.map(({ key, from, to, reason }, index) => (
        <div key={key} className="flex flex-wrap gap-1.5">
          <Input
            mono
            name="muteFrom"
            aria-label={`Beginning of quiet time ${index + 1}`}
            aria-invalid={error === undefined ? undefined : true}
            placeholder="2026-12-24 18:00"
            defaultValue={from}
            className="w-44"
          />
          <Input
            mono
            name="muteTo"
            aria-label={`End of quiet time ${index + 1}`}
            aria-invalid={error === undefined ? undefined : true}
            placeholder="2026-12-26 06:00"
            defaultValue={to}
            className="w-44"
          />
          <Input
            name="muteReason"
            aria-label={`Reason of quiet time ${index + 1}`}
            placeholder="Reason"
            maxLength={255}
            defaultValue={reason}
            className="min-w-32 flex-1"
          />
          <IconButton
            label={`Remove quiet time ${index + 1}`}
            icon={<X aria-hidden="true" />}
            onClick={() => setRows(rows.filter((row) => row.key !== key))}
          />
        </div>
      ))}
      {rows.length < MOST && (
        <Button
          size="sm"
          className="justify-self-start"
          onClick={() => {
            setRows([...rows, { key: nextKey, from: "", to: "", reason: "" }]);
            setNextKey(nextKey + 1);
          }}
        >
          <Plus aria-hidden="true" />
          Add a quiet time
        </Button>
      )}
      <FieldError error={error} />
    </fieldset>
  );
}
