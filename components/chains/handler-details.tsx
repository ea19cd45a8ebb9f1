"use client";

import type { ChainEditing } from "@/components/chains/chain-editing";
import { NumberField } from "@/components/chains/number-field";
import { Field, FieldError } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { EditedHandler } from "@/lib/domain/chain/editor/edited-chain";

type HandlerDetailsProps = Pick<ChainEditing, "chain" | "problems"> & {
  handler: EditedHandler;
  /** As in `handlers.0`. */
  path: string;
  onHandlerChange: (handler: EditedHandler) => void;
};

/** What the action of a handler takes besides. */
export function HandlerDetails(props: HandlerDetailsProps) {
  const { path, problems } = props;
  const warning = problems.warning(`${path}.action`);
  return (
    <>
      <ActionDetails {...props} />
      {warning !== undefined && <p className="text-xs text-[var(--tone-waiting-ink)]">{warning}</p>}
      <FieldError error={problems.error(path) ?? problems.error(`${path}.on`)} />
    </>
  );
}

function ActionDetails({ handler, path, chain, problems, onHandlerChange }: HandlerDetailsProps) {
  const change = (patch: Partial<EditedHandler>) => onHandlerChange({ ...handler, ...patch });
  switch (handler.action) {
    case "Goto":
      return (
        <Field label="Step" error={problems.error(`${path}.step`)}>
          {(control) => (
            <Select
              {...control}
              options={stepOptions(chain, handler.step)}
              placeholder="Choose a step"
              value={handler.step}
              onValueChange={(step) => change({ step })}
            />
          )}
        </Field>
      );
    case "End":
      return (
        <SegmentedControl
          label="The chain ends"
          size="sm"
          options={[
            { value: "Completed", label: "Completed" },
            { value: "Error", label: "Error" },
          ]}
          value={handler.status}
          onValueChange={(status) => change({ status })}
          className="justify-self-start"
        />
      );
    case "RestartStep":
    case "RestartFailed":
    case "RestartChain":
      return (
        <div className="grid gap-2">
          <SegmentedControl
            label="Version"
            size="sm"
            options={[
              { value: "current", label: "as submitted", title: "The definition as it was then" },
              { value: "master", label: "as it is now", title: "The latest definition" },
            ]}
            value={handler.version}
            onValueChange={(version) => change({ version })}
            className="justify-self-start"
          />
          <NumberField
            label="Seconds before it"
            value={handler.delaySeconds}
            onValueChange={(delaySeconds) => change({ delaySeconds })}
            error={problems.error(`${path}.delaySeconds`)}
          />
        </div>
      );
    case "RequestRestart":
      return (
        <Field label="Message" optional error={problems.error(`${path}.message`)}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              value={handler.message}
              placeholder="What the operator should know"
              onChange={(event) => change({ message: event.target.value })}
            />
          )}
        </Field>
      );
    case "Continue":
    case "IgnoreChainDefault":
      return null;
  }
}

/** The steps there are; one that is gone stays visible until another is chosen. */
function stepOptions({ steps }: ChainEditing["chain"], chosen: string) {
  const names = [...new Set(steps.map(({ name }) => name))].filter((name) => name !== "");
  const isGone = chosen !== "" && !names.includes(chosen);
  return [
    ...names.map((name) => ({ value: name, label: name })),
    ...(isGone ? [{ value: chosen, label: chosen, description: "not in the chain" }] : []),
  ];
}
