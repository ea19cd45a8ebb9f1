"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { CallEditing } from "@/components/chains/chain-editing";
import { ExpressionInput } from "@/components/chains/expression-input";
import { useTypedText } from "@/components/chains/use-typed-text";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { mappedText, mappedValueOf } from "@/lib/domain/chain/editor/mapped-value";
import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";

/** The values a call gives its definition: a field for each declared parameter, otherwise whatever is wanted. */
export function MappingFields(props: CallEditing) {
  const { call, called } = props;
  const definition = called(call.definition);
  const declared = definition?.parameters ?? [];
  const given = declared.filter(({ direction }) => direction !== "out");
  const names = new Set(given.map(({ name }) => name));
  const others = Object.keys(call.parameters).filter((name) => !names.has(name));
  const left = declared.filter(({ direction }) => direction !== "in").map(({ name }) => name);
  return (
    <>
      {given.map((parameter) => (
        <MappingField key={parameter.name} {...props} parameter={parameter} />
      ))}
      {others.map((name) => (
        <MappingField key={name} {...props} parameter={undeclared(name)} isRemovable />
      ))}
      {call.definition === "" && (
        <p className="text-xs text-ink-muted">
          Choose a definition; then its parameters stand here.
        </p>
      )}
      {definition?.parameters.length === 0 && <FreeName {...props} />}
      {left.length > 0 && (
        <p className="text-xs text-ink-muted">
          Leaves for later steps: <span className="font-mono">{left.join(", ")}</span>
        </p>
      )}
    </>
  );
}

type MappingFieldProps = CallEditing & { parameter: ParameterDefinition; isRemovable?: boolean };

function MappingField(props: MappingFieldProps) {
  const { call, change, parameter, problems, offers, isRemovable = false } = props;
  const { name, type } = parameter;
  const value = Object.hasOwn(call.parameters, name) ? call.parameters[name] : undefined;
  const [text, setText] = useTypedText<unknown>({
    value,
    onValueChange: (next) => change({ parameters: withValue(call.parameters, name, next) }),
    read: (typed) => mappedValueOf(type, typed) ?? (isRemovable ? "" : undefined),
    write: (stored) => mappedText(type, stored),
  });
  return (
    <div className="flex items-start gap-1">
      <div className="min-w-0 flex-1">
        <ExpressionInput
          label={name}
          optional={!parameter.required}
          use="mapping"
          offers={offers}
          value={text}
          onValueChange={setText}
          hint={hintOf(parameter)}
          placeholder="value or =expression"
          error={problems.error(`parameters.${name}`)}
          warning={problems.warning(`parameters.${name}`)}
          position={problems.position(`parameters.${name}`)}
        />
      </div>
      {isRemovable && (
        <IconButton
          label={`Remove ${name}`}
          icon={<X aria-hidden="true" />}
          onClick={() => change({ parameters: withValue(call.parameters, name, undefined) })}
          className="mt-6"
        />
      )}
    </div>
  );
}

function hintOf({ type, direction, default: usual }: ParameterDefinition): string {
  const kind = direction === "inout" ? `${type}, may be changed by the run` : type;
  return usual === null ? kind : `${kind}; default ${mappedText(type, usual)}`;
}

function undeclared(name: string): ParameterDefinition {
  return { name, direction: "in", type: "json", required: false, default: null };
}

function withValue(
  parameters: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
): Record<string, unknown> {
  const { [name]: _, ...others } = parameters;
  if (value === undefined) return others;
  return Object.hasOwn(parameters, name)
    ? { ...parameters, [name]: value }
    : { ...others, [name]: value };
}

/** A definition that declares no parameters takes any. */
function FreeName({ call, change }: CallEditing) {
  const [name, setName] = useState("");
  const wanted = name.trim();
  const isTaken = Object.hasOwn(call.parameters, wanted);
  return (
    <div className="grid gap-1.5">
      <p className="text-xs text-ink-muted">
        The definition declares no parameters: everything given here is passed on to it.
      </p>
      <div className="flex gap-1.5">
        <Input
          mono
          aria-label="Name of a further value"
          placeholder="Name"
          value={name}
          spellCheck={false}
          onChange={(event) => setName(event.target.value)}
        />
        <Button
          disabled={wanted === "" || isTaken}
          onClick={() => {
            change({ parameters: { ...call.parameters, [wanted]: "" } });
            setName("");
          }}
        >
          <Plus aria-hidden="true" />
          Add
        </Button>
      </div>
    </div>
  );
}
