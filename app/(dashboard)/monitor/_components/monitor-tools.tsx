"use client";

import { Columns3, Download } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import type { MonitorLayout } from "../monitor-layout";
import type { StateVocabulary } from "../state-vocabularies";
import { ColumnChooser } from "./column-chooser";
import { VocabularySwitch } from "./vocabulary-switch";

type MonitorToolsProps = {
  vocabulary: StateVocabulary;
  onVocabulary: (vocabulary: StateVocabulary) => void;
  layout: MonitorLayout;
  onLayout: (change: Partial<MonitorLayout>) => void;
  exportHref: string;
  /** Stands before the others. */
  children: ReactNode;
};

/** Which words, which columns, and the list as a file. */
export function MonitorTools(props: MonitorToolsProps) {
  const { vocabulary, onVocabulary, layout, onLayout, exportHref, children } = props;
  const [isChoosing, setChoosing] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-1.5 sm:ml-auto">
      {children}
      <VocabularySwitch value={vocabulary} onChange={onVocabulary} />
      <Button className="max-sm:hidden" onClick={() => setChoosing(true)}>
        <Columns3 aria-hidden="true" />
        Columns
      </Button>
      <a
        href={exportHref}
        download
        className={buttonClass()}
        title="All runs of this selection, in this order"
      >
        <Download aria-hidden="true" />
        CSV
      </a>
      {isChoosing && (
        <ColumnChooser layout={layout} onChange={onLayout} onClose={() => setChoosing(false)} />
      )}
    </div>
  );
}
