"use client";

import { ZoomIn, ZoomOut } from "lucide-react";
import { type ReactNode, useId } from "react";
import { RUN_STATE_APPEARANCE, TRANSITIONAL_STATES } from "@/components/runs/run-state-appearance";
import type { TimelinePreset } from "@/components/runs/use-timeline-view";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";

type TimelineToolbarProps = {
  preset: TimelinePreset | null;
  hasExecution: boolean;
  /** What all there is is called: the life of a run, or all runs. */
  wholeWord: string;
  onPreset: (preset: TimelinePreset) => void;
  onZoom: (factor: number) => void;
  showsTransitional: boolean;
  onShowTransitional: (shows: boolean) => void;
  /** Null where no stretch is long enough to be shortened. */
  isCompressed: boolean | null;
  onCompress: (isCompressed: boolean) => void;
  /** Further buttons at the end. */
  actions?: ReactNode;
};

const PASSING = TRANSITIONAL_STATES.map((state) => RUN_STATE_APPEARANCE[state].word).join(", ");

/** What is visible and how much of it. */
export function TimelineToolbar(props: TimelineToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5" data-print="hide">
      <div className="flex items-center gap-1">
        <PresetButton {...props} name="whole" word={props.wholeWord} />
        {props.hasExecution && <PresetButton {...props} name="execution" word="Execution" />}
        <IconButton
          label="Zoom in"
          keys="+"
          size="sm"
          icon={<ZoomIn aria-hidden="true" />}
          onClick={() => props.onZoom(0.5)}
        />
        <IconButton
          label="Zoom out"
          keys="-"
          size="sm"
          icon={<ZoomOut aria-hidden="true" />}
          onClick={() => props.onZoom(2)}
        />
      </div>
      <Choice
        label="Show passing states"
        title={`${PASSING}: seen for a moment only, and otherwise counted to the state beside them`}
        isChosen={props.showsTransitional}
        onChoose={props.onShowTransitional}
      />
      {props.isCompressed !== null && (
        <Choice
          label="Shorten idle time"
          title="Draws long stretches without a change, in which nothing was executed, as a torn band"
          isChosen={props.isCompressed}
          onChoose={props.onCompress}
        />
      )}
      {props.actions !== undefined && <div className="ml-auto">{props.actions}</div>}
    </div>
  );
}

function PresetButton(
  props: Pick<TimelineToolbarProps, "preset" | "onPreset"> & { name: TimelinePreset; word: string },
) {
  return (
    <Button
      size="sm"
      aria-pressed={props.preset === props.name}
      className="aria-pressed:border-accent aria-pressed:text-accent-text"
      onClick={() => props.onPreset(props.name)}
    >
      {props.word}
    </Button>
  );
}

function Choice(props: {
  label: string;
  title: string;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex min-h-6 items-center gap-2 text-xs" title={props.title}>
      <Checkbox
        id={id}
        checked={props.isChosen}
        onCheckedChange={(checked) => props.onChoose(checked === true)}
      />
      <label htmlFor={id}>{props.label}</label>
    </div>
  );
}
