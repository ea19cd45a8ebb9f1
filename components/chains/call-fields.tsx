"use client";

import { ExternalLink } from "lucide-react";
import { CallSchedulingFields } from "@/components/chains/call-scheduling-fields";
import type { CallEditing } from "@/components/chains/chain-editing";
import { MappingFields } from "@/components/chains/mapping-fields";
import { PanelSection } from "@/components/chains/panel-section";
import { PreconditionFields } from "@/components/chains/precondition-fields";
import { DefinitionNameField } from "@/components/definitions/definition-name-field";
import { KIND_WORDS } from "@/components/definitions/kind-words";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Everything that is set for a call. */
export function CallFields(props: CallEditing) {
  const { call, change, problems, offers } = props;
  const count = Object.keys(call.parameters).length;
  return (
    <>
      <div className="grid gap-3.5 pb-4">
        <Field
          label="Definition"
          error={problems.error("definition")}
          hint={<CalledLink {...props} />}
        >
          {(control) => (
            <DefinitionNameField
              {...control}
              value={call.definition}
              onValueChange={(definition) => change({ definition })}
            />
          )}
        </Field>
        <Field label="Name" error={problems.error("name")} hint="Expressions of later steps use it">
          {(control) => (
            <Input
              {...control}
              value={call.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
      </div>
      <PanelSection title="Parameters" summary={count === 0 ? undefined : `${count} given`}>
        <MappingFields {...props} />
      </PanelSection>
      <PanelSection
        title="Precondition"
        summary={call.precondition === null ? "none" : undefined}
        startsOpen={call.precondition !== null}
        mustShow={isWrong(props, [
          "precondition",
          "precondition.expression",
          "precondition.window",
        ])}
      >
        <PreconditionFields
          of="call"
          value={call.precondition}
          onValueChange={(precondition) => change({ precondition })}
          problems={problems}
          offers={offers}
        />
      </PanelSection>
      <PanelSection
        title="Scheduling"
        summary={isPlain(call) ? "as its definition says" : undefined}
        startsOpen={!isPlain(call)}
        mustShow={isWrong(props, [
          "disabled",
          "hold",
          "queue",
          "priority",
          "startAt",
          "window",
          "minimumOpenSeconds",
        ])}
      >
        <CallSchedulingFields {...props} />
      </PanelSection>
    </>
  );
}

/** Whoever changes the definition changes it everywhere it is used. */
function CalledLink({ call, called }: CallEditing) {
  const found = called(call.definition);
  if (found === undefined || found === null) return "What it runs; a chain may call another chain";
  return (
    <>
      {KIND_WORDS[found.kind].word};{" "}
      <a
        href={`/definitions/${found.id}`}
        target="_blank"
        rel="noreferrer"
        className="inline-flex items-center gap-1 text-accent-text underline underline-offset-2"
      >
        open it
        <ExternalLink aria-hidden="true" className="size-3" />
        <span className="sr-only">in a new tab</span>
      </a>
      . A change there holds wherever it is used
    </>
  );
}

function isWrong({ problems }: CallEditing, fields: readonly string[]): boolean {
  return fields.some((field) => problems.error(field) !== undefined);
}

function isPlain({ disabled, hold, ignoreStatus, ...call }: CallEditing["call"]): boolean {
  const { queue, priority, startAt, window, minimumOpenSeconds } = call;
  const isSet = [queue, priority, startAt, window, minimumOpenSeconds].some((one) => one !== null);
  return disabled === false && hold === false && !ignoreStatus && !isSet;
}
