"use client";

import { type FocusEvent, type ReactNode, useMemo } from "react";
import { CallFields } from "@/components/chains/call-fields";
import type { ChainEditing } from "@/components/chains/chain-editing";
import { ChainFields, type ChainIdentity } from "@/components/chains/chain-fields";
import { problemsOf } from "@/components/chains/item-problems";
import { StepFields } from "@/components/chains/step-fields";
import type { CalledOf } from "@/components/chains/use-called-definitions";
import type { EditChain } from "@/components/chains/use-chain-editor";
import type { ChainEditorState } from "@/lib/domain/chain/editor/chain-editor";
import type { PlacedFinding } from "@/lib/domain/chain/editor/check-edited-chain";
import { type ItemPlace, placeOf } from "@/lib/domain/chain/editor/edited-chain";
import { offeredValues } from "@/lib/domain/chain/editor/offered-values";
import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";

export type EditorPanelProps = {
  state: ChainEditorState;
  edit: EditChain;
  findings: readonly PlacedFinding[];
  parameters: readonly ParameterDefinition[];
  called: CalledOf;
  identity: ChainIdentity;
};

/** What the panel is about, in a word and a name. */
export function panelTitle({ chain, selected }: ChainEditorState): string {
  const place = placeOf(chain, selected);
  if (place === null) return "Chain";
  return place.call === null ? `Step ${place.stepIndex + 1}` : `Call of ${place.step.name}`;
}

/** The fields of what is selected: the chain, a step or a call. */
export function EditorPanel(props: EditorPanelProps) {
  const { state, edit, findings, parameters, called, identity } = props;
  const { chain, selected } = state;
  const place = placeOf(chain, selected);
  const problems = useMemo(() => problemsOf(findings, selected), [findings, selected]);
  const step = place?.stepIndex ?? 0;
  const offers = useMemo(
    () => offeredValues({ chain, step, parameters, called }),
    [chain, step, parameters, called],
  );
  const editing: ChainEditing = { chain, edit, problems, called, offers };
  return (
    <Settling onSettle={() => edit({ type: "settle" })}>
      {place === null ? (
        <ChainFields {...editing} identity={identity} />
      ) : (
        // Fields keep what is typed into them: those of another item are others.
        <ItemFields key={selected} editing={editing} place={place} />
      )}
    </Settling>
  );
}

function ItemFields({ editing, place }: { editing: ChainEditing; place: ItemPlace }) {
  const { edit } = editing;
  const { step, call } = place;
  if (call === null) {
    return (
      <StepFields
        {...editing}
        step={step}
        change={(patch) => edit({ type: "change-step", key: step.key, patch })}
      />
    );
  }
  return (
    <CallFields
      {...editing}
      step={step}
      call={call}
      change={(patch) => edit({ type: "change-call", key: call.key, patch })}
    />
  );
}

/** When a field is left, what was typed into it is one edit. Enter leaves it; it does not save the form. */
function Settling({ onSettle, children }: { onSettle: () => void; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens to the fields inside.
    <div
      onBlur={(event: FocusEvent) => {
        if (event.target instanceof HTMLElement) onSettle();
      }}
      onKeyDown={(event) => {
        const isPlain = !event.ctrlKey && !event.metaKey;
        const isField = event.target instanceof HTMLInputElement;
        if (event.key !== "Enter" || !isPlain || !isField) return;
        event.preventDefault();
        onSettle();
      }}
    >
      {children}
    </div>
  );
}
