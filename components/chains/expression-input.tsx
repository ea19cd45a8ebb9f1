"use client";

import { Braces } from "lucide-react";
import { useRef } from "react";
import { ExpressionProblem } from "@/components/chains/expression-problem";
import { DropdownMenu, type MenuGroup } from "@/components/ui/dropdown-menu";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Textarea } from "@/components/ui/textarea";
import type { OfferedGroup } from "@/lib/domain/chain/editor/offered-values";
import type { ExpressionUse } from "@/lib/domain/expression/expression-use";
import { rulesFor } from "@/lib/domain/expression/expression-use";
import { usagesOf } from "@/lib/domain/expression/functions";

type ExpressionInputProps = {
  label: string;
  hint?: string | undefined;
  optional?: boolean;
  value: string;
  onValueChange: (text: string) => void;
  use: ExpressionUse;
  offers: readonly OfferedGroup[];
  error?: string | undefined;
  warning?: string | undefined;
  /** Where in the text the error is, counted from 1. */
  position?: number | undefined;
  placeholder?: string;
  rows?: number;
};

/** An expression, or a value that may be one, with what it can refer to; a problem is underlined where it is. */
export function ExpressionInput(props: ExpressionInputProps) {
  const { label, value, onValueChange, offers, use, error, warning, position } = props;
  const box = useRef<HTMLTextAreaElement>(null);

  function insert(text: string) {
    const { selectionStart = value.length, selectionEnd = value.length } = box.current ?? {};
    const isExpression = value.startsWith("=");
    const before = isExpression ? value.slice(0, Math.max(1, selectionStart)) : "=";
    const after = isExpression ? value.slice(Math.max(1, selectionEnd)) : "";
    onValueChange(`${before}${text}${after}`);
    const caret = before.length + text.length;
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(caret, caret);
    });
  }

  return (
    <Field
      label={label}
      optional={props.optional ?? false}
      hint={
        warning === undefined ? (
          props.hint
        ) : (
          <span className="text-[var(--tone-waiting-ink)]">{warning}</span>
        )
      }
      error={error}
    >
      {(control) => (
        <div className="grid gap-1">
          <div className="flex items-start gap-1">
            <Textarea
              {...control}
              ref={box}
              mono
              rows={props.rows ?? 1}
              value={value}
              placeholder={props.placeholder}
              className="min-h-8 resize-none field-sizing-content"
              onChange={(event) => onValueChange(event.target.value.replace(/\n/g, " "))}
            />
            <DropdownMenu
              trigger={
                <IconButton label={`Insert into ${label}`} icon={<Braces aria-hidden="true" />} />
              }
              groups={menuOf(offers, use, insert)}
            />
          </div>
          {position !== undefined && <ExpressionProblem text={value} position={position} />}
        </div>
      )}
    </Field>
  );
}

function menuOf(
  offers: readonly OfferedGroup[],
  use: ExpressionUse,
  insert: (text: string) => void,
): MenuGroup[] {
  const values = offers.map(({ label, values: offered }) => ({
    label,
    items: offered.map(({ name, type, reference }) => ({
      id: reference,
      label: name,
      hint: type,
      onSelect: () => insert(reference),
    })),
  }));
  const functions = rulesFor(use).roots.flatMap(usagesOf);
  const items = functions.map((usage) => ({
    id: usage,
    label: usage,
    onSelect: () => insert(usage),
  }));
  return [...values, { label: "Functions", items }];
}
