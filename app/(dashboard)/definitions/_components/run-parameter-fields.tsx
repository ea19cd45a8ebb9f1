"use client";

import { DateTimeField } from "@/components/ui/date-time-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { JsonEditor } from "@/components/ui/json-editor";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { mappedText } from "@/lib/domain/chain/editor/mapped-value";
import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import type { ParameterTexts } from "../run-parameters";

type RunParameterFieldsProps = {
  parameters: readonly ParameterDefinition[];
  texts: ParameterTexts;
  onTextsChange: (texts: ParameterTexts) => void;
  /** By the name of the parameter. */
  problems: Readonly<Record<string, string>>;
};

/** A field for each parameter the definition declares. */
export function RunParameterFields(props: RunParameterFieldsProps) {
  const { parameters, texts, onTextsChange, problems } = props;
  return (
    <fieldset className="grid gap-3.5">
      <legend className="mb-2 text-sm font-semibold">Parameters</legend>
      {parameters.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          text={texts[parameter.name] ?? ""}
          onTextChange={(text) => onTextsChange({ ...texts, [parameter.name]: text })}
          error={problems[parameter.name]}
        />
      ))}
    </fieldset>
  );
}

type ParameterFieldProps = {
  parameter: ParameterDefinition;
  text: string;
  onTextChange: (text: string) => void;
  error: string | undefined;
};

function ParameterField({ parameter, text, onTextChange, error }: ParameterFieldProps) {
  const { name, type, required, default: usual } = parameter;
  const hint = usual === null ? type : `${type}; without a value ${mappedText(type, usual)}`;
  const optional = !required || usual !== null;
  const shared = { label: name, hint, optional, error };
  switch (type) {
    case "date":
      return <DateTimeField {...shared} value={text} onValueChange={onTextChange} />;
    case "json":
      return <JsonEditor {...shared} rows={4} value={text} onValueChange={onTextChange} />;
    case "boolean":
      return (
        <Field {...shared}>
          {() => (
            <SegmentedControl
              label={name}
              size="sm"
              options={[
                { value: "none", label: "not given" },
                { value: "true", label: "true" },
                { value: "false", label: "false" },
              ]}
              value={text === "true" || text === "false" ? text : "none"}
              onValueChange={(next) => onTextChange(next === "none" ? "" : next)}
              className="justify-self-start self-start"
            />
          )}
        </Field>
      );
    case "number":
    case "string":
      return (
        <Field {...shared}>
          {(control) => (
            <Input
              {...control}
              mono={type === "number"}
              inputMode={type === "number" ? "decimal" : "text"}
              value={text}
              onChange={(event) => onTextChange(event.target.value)}
            />
          )}
        </Field>
      );
  }
}
