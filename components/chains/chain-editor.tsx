"use client";

import { Plus } from "lucide-react";
import {
  type KeyboardEvent,
  useCallback,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
} from "react";
import { ChainDrawing } from "@/components/chains/chain-drawing";
import type { DrawingDirection, DrawnStep } from "@/components/chains/drawn-chain";
import {
  CHAIN_ID,
  createStepDrawer,
  drawnId,
  drawnJumps,
  keyOfDrawn,
  problemsByKey,
} from "@/components/chains/drawn-from-edited";
import { EditorPanel, type EditorPanelProps, panelTitle } from "@/components/chains/editor-panel";
import { EditorToolbar } from "@/components/chains/editor-toolbar";
import { FindingsList } from "@/components/chains/findings-list";
import { FirstStep } from "@/components/chains/first-step";
import { useEditorShortcuts } from "@/components/chains/use-editor-shortcuts";
import { useWideScreen } from "@/components/chains/use-wide-screen";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { toast } from "@/components/ui/toast";
import type { PlacedFinding } from "@/lib/domain/chain/editor/check-edited-chain";
import { placeOf } from "@/lib/domain/chain/editor/edited-chain";
import { cn } from "@/lib/format/cn";

/** Draws and changes a chain: steps as columns, what is selected in a panel beside them, findings below. */
export function ChainEditor(props: EditorPanelProps) {
  const { state, edit, findings, identity } = props;
  const { chain, selected } = state;
  const isWide = useWideScreen();
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const panel = useRef<HTMLElement>(null);
  useEditorShortcuts(edit);
  const height = identity.isNew ? HEIGHT.withKinds : HEIGHT.alone;

  const drawer = useMemo(createStepDrawer, []);
  const shown = useDeferredValue(chain);
  const problems = useMemo(() => problemsByKey(findings), [findings]);
  const steps = useMemo(() => drawer(shown, problems), [drawer, shown, problems]);
  const jumps = useMemo(() => drawnJumps(shown), [shown]);

  const select = useCallback((id: string) => edit({ type: "select", key: keyOfDrawn(id) }), [edit]);
  const move = useCallback(
    (id: string, direction: DrawingDirection) => {
      const key = keyOfDrawn(id);
      if (key !== null) edit({ type: "move", key, direction });
    },
    [edit],
  );
  const addCall = useCallback((id: string) => edit({ type: "add-call", step: Number(id) }), [edit]);
  const renderFoot = useCallback(
    (step: DrawnStep) => <AddCall step={step} onAdd={addCall} />,
    [addCall],
  );
  const open = useCallback(
    (_: string, byKey: boolean) => {
      if (!isWide) setIsPanelOpen(true);
      else if (byKey) focusPanel(panel.current);
    },
    [isWide],
  );

  function remove(key: number | null) {
    const place = placeOf(chain, key);
    if (place === null || key === null) return;
    edit({ type: "remove", key });
    toast.info(`Removed: ${(place.call ?? place.step).name}`, {
      action: { label: "Undo", onClick: () => edit({ type: "undo" }) },
    });
  }

  function jump(finding: PlacedFinding) {
    edit({ type: "select", key: finding.key });
    if (!isWide) setIsPanelOpen(true);
    else focusPanel(panel.current);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it keeps keys that belong to text fields inside.
    <div
      onKeyDown={keepTyping}
      className="grid min-w-0 overflow-hidden rounded-lg border border-line bg-surface xl:grid-cols-[minmax(0,1fr)_25rem]"
    >
      <div className={cn("flex min-w-0 flex-col", height)}>
        <EditorToolbar state={state} edit={edit} onRemove={() => remove(selected)} />
        <div className="flex min-h-80 flex-1 flex-col overflow-hidden bg-canvas">
          <ChainDrawing
            label="Steps of the chain"
            head={{ id: CHAIN_ID, name: identity.name || "Chain", problem: problems.get(null) }}
            steps={steps}
            jumps={jumps}
            selected={drawnId(selected)}
            onSelect={select}
            onOpen={open}
            onMove={move}
            onRemove={(id) => remove(keyOfDrawn(id))}
            renderFoot={renderFoot}
            end={
              chain.steps.length > 0 && (
                <Button
                  size="sm"
                  variant="ghost"
                  className="mt-2"
                  onClick={() => edit({ type: "add-step", at: chain.steps.length })}
                >
                  <Plus aria-hidden="true" />
                  Step
                </Button>
              )
            }
            className={chain.steps.length > 0 ? "flex-1" : ""}
          />
          {chain.steps.length === 0 && (
            <FirstStep onAdd={() => edit({ type: "add-step", at: 0 })} />
          )}
        </div>
        <KeysHint />
        <FindingsList chain={chain} findings={findings} onJump={jump} />
      </div>
      {isWide ? (
        <aside
          ref={panel}
          aria-label={panelTitle(state)}
          className={cn("flex min-w-0 flex-col border-l border-line", height)}
        >
          <h2 className="border-b border-line px-4 py-2.5 text-sm font-semibold">
            {panelTitle(state)}
          </h2>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">
            <EditorPanel {...props} />
          </div>
        </aside>
      ) : (
        <Sheet open={isPanelOpen} onOpenChange={setIsPanelOpen} title={panelTitle(state)}>
          <div className="p-4">
            <EditorPanel {...props} />
          </div>
        </Sheet>
      )}
    </div>
  );
}

/** As high as the window leaves room between the head of the page and the buttons of the form. */
const HEIGHT = {
  alone: "xl:h-[max(32rem,calc(100dvh-17rem))]",
  withKinds: "xl:h-[max(32rem,calc(100dvh-22rem))]",
};

function AddCall({ step, onAdd }: { step: DrawnStep; onAdd: (id: string) => void }) {
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-label={`Add a call to ${step.name}`}
      onClick={() => onAdd(step.id)}
      className="mt-1 ml-3"
    >
      <Plus aria-hidden="true" />
      Call
    </Button>
  );
}

function KeysHint() {
  return (
    <p className="hidden border-t border-line px-3 py-1.5 text-xs text-ink-muted lg:block">
      Arrow keys select, with Alt they move; Enter opens the panel, Delete removes.
    </p>
  );
}

/** In a text field, undo belongs to the text. */
function keepTyping(event: KeyboardEvent): void {
  const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
  const isText =
    event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  if (isUndo && isText) event.stopPropagation();
}

/** After the next paint, when the panel shows what was selected. */
function focusPanel(panel: HTMLElement | null): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const wrong = panel?.querySelector<HTMLElement>('[aria-invalid="true"]');
      (wrong ?? panel?.querySelector<HTMLElement>("input, textarea, [role='combobox']"))?.focus();
    }),
  );
}
