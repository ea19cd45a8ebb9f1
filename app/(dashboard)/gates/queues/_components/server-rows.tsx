"use client";

import { Plus, X } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { QueueView } from "@/lib/domain/native-api/queue-resource";

type ServerRowsProps = {
  servers: QueueView["servers"];
  /** Names that are offered. */
  known: readonly string[];
  error: string | undefined;
};

/** The process servers of a queue, each with how many of its runs it executes at once. */
export function ServerRows({ servers, known, error }: ServerRowsProps) {
  const [rows, setRows] = useState(() => servers.map((row, key) => ({ ...row, key })));
  const [nextKey, setNextKey] = useState(servers.length);
  const listId = useId();
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">
        Process servers <span className="ml-0.5 font-normal text-ink-faint">optional</span>
      </legend>
      <p className="text-xs text-ink-muted">
        Which of them take its runs, and how many at once; all of them, when none is named
      </p>
      <datalist id={listId}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {rows.map(({ key, server, size }, index) => (
        <div key={key} className="flex gap-1.5">
          <Input
            name="server"
            list={listId}
            aria-label={`Name of process server ${index + 1}`}
            aria-invalid={error === undefined ? undefined : true}
            placeholder="host:port"
            defaultValue={server}
            maxLength={255}
            spellCheck={false}
          />
          <Input
            name="serverSize"
            inputMode="numeric"
            aria-label={`Runs at once on process server ${index + 1}`}
            placeholder="any number"
            defaultValue={size ?? ""}
            maxLength={9}
            className="max-w-32"
          />
          <IconButton
            label={`Remove process server ${index + 1}`}
            icon={<X aria-hidden="true" />}
            onClick={() => setRows(rows.filter((row) => row.key !== key))}
          />
        </div>
      ))}
      <Button
        size="sm"
        className="justify-self-start"
        onClick={() => {
          setRows([...rows, { key: nextKey, server: "", size: null }]);
          setNextKey(nextKey + 1);
        }}
      >
        <Plus aria-hidden="true" />
        Add a process server
      </Button>
      <FieldError error={error} />
    </fieldset>
  );
}
