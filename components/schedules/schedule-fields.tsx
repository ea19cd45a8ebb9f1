"use client";

import { ExpressionField } from "@/components/schedules/expression-field";
import type { ScheduleDraft } from "@/components/schedules/schedule-draft";
import { SCHEDULE_MODE_WORDS } from "@/components/schedules/schedule-modes";
import { SchedulePreviewPane } from "@/components/schedules/schedule-preview-pane";
import { TimeZoneField } from "@/components/schedules/time-zone-field";
import { useSchedulePreview } from "@/components/schedules/use-schedule-preview";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { FieldProblems } from "@/lib/domain/definition/field-problems";
import type { ScheduleMode } from "@/lib/domain/schedule/schedule-spec";

export type ScheduleFieldsProps = {
  draft: ScheduleDraft;
  change: (patch: Partial<ScheduleDraft>) => void;
  problems: FieldProblems;
  /** The mode of a stored schedule can't change. */
  isModeFixed?: boolean;
};

const MODES: readonly ScheduleMode[] = ["cron", "time", "repeatAt", "repeatInterval"];

/** When the schedule starts: mode, expression and zone, with what they mean beside them. */
export function ScheduleWhenFields({
  draft,
  change,
  problems,
  isModeFixed = false,
}: ScheduleFieldsProps) {
  const preview = useSchedulePreview(draft);
  const { mode, expressions } = draft;
  const refusal = preview.kind === "refused" ? preview.problem : null;
  const isExpressionRefused = refusal !== null && refusal.field === mode;
  const zoneProblem = refusal?.field === "timeZone" ? refusal.sentence : undefined;
  return (
    <div className="grid grid-cols-1 items-start gap-x-6 gap-y-3 xl:grid-cols-[minmax(0,1fr)_minmax(22rem,26rem)] xl:grid-rows-[auto_auto_auto_1fr]">
      {isModeFixed ? (
        <p className="text-sm text-ink-muted">
          Mode <span className="font-medium text-ink">{SCHEDULE_MODE_WORDS[mode].label}</span>. The
          mode of a schedule can’t change; make a new schedule for another one.
        </p>
      ) : (
        <SegmentedControl
          label="Mode"
          options={MODES.map((value) => ({ value, label: SCHEDULE_MODE_WORDS[value].label }))}
          value={mode}
          onValueChange={(next) => change({ mode: next })}
          className="justify-self-start"
        />
      )}
      <ExpressionField
        mode={mode}
        value={expressions[mode]}
        onValueChange={(text) => change({ expressions: { ...expressions, [mode]: text } })}
        error={isExpressionRefused ? refusal.sentence : problems[mode]}
        suggestion={isExpressionRefused ? refusal.suggestion : null}
        preview={
          <SchedulePreviewPane
            preview={preview}
            timeZone={draft.timeZone}
            className="xl:sticky xl:top-16 xl:col-start-2 xl:row-span-4 xl:row-start-1"
          />
        }
      />
      {mode !== "repeatInterval" && (
        <div className="xl:col-start-1 xl:row-start-4">
          <TimeZoneField
            value={draft.timeZone}
            onValueChange={(timeZone) => change({ timeZone })}
            error={problems.timeZone ?? zoneProblem}
          />
        </div>
      )}
    </div>
  );
}
