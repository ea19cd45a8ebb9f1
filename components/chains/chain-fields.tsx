"use client";

import type { ChainEditing } from "@/components/chains/chain-editing";
import { HandlerTable } from "@/components/chains/handler-table";
import { PanelSection } from "@/components/chains/panel-section";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { formatCount } from "@/lib/format/format-number";

/** What of the chain's definition the editor shows beside the steps. */
export type ChainIdentity = {
  isNew: boolean;
  name: string;
  description: string;
  nameProblem: string | undefined;
  descriptionProblem: string | undefined;
  /** Names of its declared parameters. */
  parameters: readonly string[];
  change: (patch: { name?: string; description?: string }) => void;
  /** Leads to everything else that is set for the definition. */
  onShowSettings: () => void;
};

type ChainFieldsProps = ChainEditing & { identity: ChainIdentity };

/** Everything that is set for the chain as a whole. */
export function ChainFields({ chain, edit, problems, identity }: ChainFieldsProps) {
  return (
    <>
      <div className="grid gap-3.5 pb-4">
        {identity.isNew ? (
          <Field
            label="Name"
            error={identity.nameProblem}
            hint="Letters, digits, _ - . and inner blanks; it can’t be changed later"
          >
            {(control) => (
              <Input
                {...control}
                value={identity.name}
                onChange={(event) => identity.change({ name: event.target.value })}
              />
            )}
          </Field>
        ) : (
          <p className="text-sm font-medium wrap-anywhere">{identity.name}</p>
        )}
        <Field label="Description" optional error={identity.descriptionProblem}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              value={identity.description}
              onChange={(event) => identity.change({ description: event.target.value })}
            />
          )}
        </Field>
        <FieldError error={problems.error("steps")} />
        <p className="text-sm text-ink-muted">
          {identity.parameters.length === 0
            ? "It declares no parameters, so calls can’t refer to any."
            : `Calls may refer to ${formatCount(identity.parameters.length, "parameter")}: ${identity.parameters.join(", ")}.`}{" "}
          <Button size="sm" variant="ghost" onClick={identity.onShowSettings}>
            Parameters and settings
          </Button>
        </p>
      </div>
      <PanelSection title="Handlers" summary="for steps whose own do not match">
        <Field
          label="Request restart by default"
          inline
          hint="A bad end that no handler takes asks an operator instead of ending the chain in Error"
        >
          {(control) => (
            <Switch
              id={control.id}
              aria-describedby={control["aria-describedby"]}
              checked={chain.requestRestartByDefault}
              onCheckedChange={(requestRestartByDefault) =>
                edit({ type: "change-chain", patch: { requestRestartByDefault } })
              }
            />
          )}
        </Field>
        <HandlerTable
          chain={chain}
          step={null}
          problems={problems}
          handlers={chain.handlers}
          onHandlersChange={(handlers) => edit({ type: "change-chain", patch: { handlers } })}
        />
      </PanelSection>
    </>
  );
}
