"use client";

import { ZoomIn, ZoomOut } from "lucide-react";
import { useId } from "react";
import type { TimelinePreset } from "@/components/runs/use-timeline-view";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";

type TimelineToolbarProps = {
  preset: TimelinePreset | null;
  hasExecution: boolean;
  onPreset: (preset: TimelinePreset) => void;
  onZoom: (factor: number) => void;
  showsTransitional: boolean;
  onShowTransitional: (shows: boolean) => void;
};

/** What is visible and how much of it. */
export function TimelineToolbar(props: TimelineToolbarProps) {
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5" data-print="hide">
      <div className="flex items-center gap-1">
        <Button
          size="sm"
          aria-pressed={props.preset === "whole"}
          className="aria-pressed:border-accent aria-pressed:text-accent-text"
          onClick={() => props.onPreset("whole")}
        >
          Whole life
        </Button>
        {props.hasExecution && (
          <Button
            size="sm"
            aria-pressed={props.preset === "execution"}
            className="aria-pressed:border-accent aria-pressed:text-accent-text"
            onClick={() => props.onPreset("execution")}
          >
            Execution
          </Button>
        )}
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
      <div className="flex min-h-6 items-center gap-2 text-xs">
        <Checkbox
          id={id}
          checked={props.showsTransitional}
          onCheckedChange={(checked) => props.onShowTransitional(checked === true)}
        />
        <label htmlFor={id}>Show New, Dispatched and Assigned</label>
      </div>
    </div>
  );
}
