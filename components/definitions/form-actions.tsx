"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";

type FormActionsProps = {
  saveLabel: string;
  cancelHref: string;
  isSaving: boolean;
  isDirty: boolean;
  failure: string | undefined;
  /** Number of fields with a problem. */
  problemCount: number;
  children?: ReactNode;
};

/** The foot of a form, always in sight: what stands in the way of saving, and saving. */
export function FormActions(props: FormActionsProps) {
  const { saveLabel, cancelHref, isSaving, isDirty, failure, problemCount, children } = props;
  return (
    <div className="sticky bottom-0 z-10 -mx-3 mt-4 border-t border-line bg-canvas/95 px-3 py-3 backdrop-blur-sm sm:-mx-5 sm:px-5">
      {failure !== undefined && (
        <Alert kind="danger" live className="mb-3" title="It was not saved">
          {failure}
        </Alert>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" loading={isSaving}>
          {saveLabel}
        </Button>
        <Button asChild>
          <Link href={cancelHref}>Cancel</Link>
        </Button>
        {children}
        <span className="ml-auto flex items-center gap-2 text-xs text-ink-muted" role="status">
          {problemCount > 0
            ? `${problemCount === 1 ? "One field needs" : `${problemCount} fields need`} a correction`
            : isDirty
              ? "Not saved yet"
              : ""}
          <span className="hidden sm:inline">
            <Kbd keys="mod+enter" />
          </span>
        </span>
      </div>
    </div>
  );
}
