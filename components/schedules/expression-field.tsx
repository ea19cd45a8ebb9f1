"use client";

import { type ReactNode, useRef, useState } from "react";
import { cronFieldAt, cronFieldSpans } from "@/components/schedules/cron-caret";
import { CronSheet } from "@/components/schedules/cron-sheet";
import { SCHEDULE_MODE_WORDS } from "@/components/schedules/schedule-modes";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ScheduleMode } from "@/lib/domain/schedule/schedule-spec";

type ExpressionFieldProps = {
  mode: ScheduleMode;
  value: string;
  onValueChange: (text: string) => void;
  error: string | undefined;
  /** The expression that was probably meant; a click takes it over. */
  suggestion: string | null;
  /** What the expression means: right below it where there is one column, beside it where there are two. */
  preview: ReactNode;
};

/**
 * The expression of a schedule, with what it means, its examples and, for cron, the seven fields. These are cells of
 * the grid around it.
 */
export function ExpressionField(props: ExpressionFieldProps) {
  const { mode, value, onValueChange, error, suggestion, preview } = props;
  const [caret, setCaret] = useState<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const words = SCHEDULE_MODE_WORDS[mode];
  const followCaret = () => setCaret(input.current?.selectionStart ?? null);

  function choose(field: number) {
    const box = input.current;
    if (box === null) return;
    const span = cronFieldSpans(value)[field] ?? { from: value.length, to: value.length };
    box.focus();
    box.setSelectionRange(span.from, span.to);
    setCaret(span.from);
  }

  return (
    <>
      <div className="grid gap-2 xl:col-start-1">
        <Field label={words.field} hint={words.hint} error={error}>
          {(control) => (
            <Input
              {...control}
              ref={input}
              mono
              value={value}
              spellCheck={false}
              autoCapitalize="none"
              placeholder={words.placeholder}
              className="h-10 sm:text-base"
              onChange={(event) => {
                onValueChange(event.target.value);
                setCaret(event.target.selectionStart);
              }}
              onSelect={followCaret}
              onFocus={followCaret}
              onBlur={() => setCaret(null)}
            />
          )}
        </Field>
        {suggestion !== null && (
          <p className="flex flex-wrap items-center gap-2 text-sm">
            Did you mean
            <Button size="sm" className="font-mono" onClick={() => onValueChange(suggestion)}>
              {suggestion}
            </Button>
          </p>
        )}
      </div>
      {preview}
      <div className="grid gap-2 xl:col-start-1 xl:row-start-3">
        {mode === "cron" && (
          <CronSheet
            current={caret === null ? null : cronFieldAt(value, caret)}
            onChoose={choose}
          />
        )}
        <p className="flex flex-wrap items-center gap-1.5 text-xs text-ink-muted">
          Examples
          {words.examples.map((example) => (
            <button
              key={example.value}
              type="button"
              title={example.words}
              onClick={() => onValueChange(example.value)}
              className="min-h-6 rounded-sm border border-line bg-surface px-1.5 font-mono hover:border-line-strong hover:text-ink"
            >
              {example.value}
            </button>
          ))}
        </p>
      </div>
    </>
  );
}
