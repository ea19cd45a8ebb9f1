"use client";

import Link from "next/link";
import { useCallback, useMemo, useState } from "react";
import { ChainDrawing } from "@/components/chains/chain-drawing";
import {
  CHAIN_ID,
  createStepDrawer,
  drawnId,
  drawnJumps,
  keyOfDrawn,
} from "@/components/chains/drawn-from-edited";
import { callFacts, chainFacts, stepFacts } from "@/components/chains/item-facts";
import { DefinitionList } from "@/components/ui/definition-list";
import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import { type EditedChain, editedChainOf, placeOf } from "@/lib/domain/chain/editor/edited-chain";

type ChainViewerProps = {
  name: string;
  chain: ChainDefinition;
  /** Pages of the definitions it calls, by name. */
  hrefs: Readonly<Record<string, string>>;
};

const NO_PROBLEMS: ReadonlyMap<number | null, "error" | "warning"> = new Map();

/** A chain to look at: the drawing, and below it what is set for the item that was pressed. */
export function ChainViewer({ name, chain, hrefs }: ChainViewerProps) {
  const edited = useMemo(() => editedChainOf(chain), [chain]);
  const steps = useMemo(() => createStepDrawer()(edited, NO_PROBLEMS), [edited]);
  const jumps = useMemo(() => drawnJumps(edited), [edited]);
  const [selected, setSelected] = useState<number | null>(null);
  const select = useCallback((id: string) => setSelected(keyOfDrawn(id)), []);
  return (
    <>
      <ChainDrawing
        label={`Steps of ${name}`}
        head={{ id: CHAIN_ID, name }}
        steps={steps}
        jumps={jumps}
        selected={drawnId(selected)}
        onSelect={select}
        className="max-h-[36rem] bg-canvas"
      />
      <SelectedFacts chain={edited} selected={selected} name={name} hrefs={hrefs} />
    </>
  );
}

type SelectedFactsProps = {
  chain: EditedChain;
  selected: number | null;
  name: string;
  hrefs: ChainViewerProps["hrefs"];
};

function SelectedFacts({ chain, selected, name, hrefs }: SelectedFactsProps) {
  const place = placeOf(chain, selected);
  const call = place?.call ?? null;
  const facts =
    place === null ? chainFacts(chain) : call === null ? stepFacts(place.step) : callFacts(call);
  const href = call === null ? undefined : hrefs[call.definition];
  const definition = call !== null && {
    label: "Definition",
    value:
      href === undefined ? (
        call.definition
      ) : (
        <Link href={href} className="text-accent-text underline underline-offset-2">
          {call.definition}
        </Link>
      ),
  };
  return (
    <section aria-live="polite" className="border-t border-line p-3">
      <h3 className="mb-2 text-sm font-semibold">
        {place === null
          ? `Chain ${name}`
          : call === null
            ? `Step ${place.step.name}`
            : `Call ${call.name} of ${place.step.name}`}
      </h3>
      <DefinitionList columns={2} items={definition === false ? facts : [definition, ...facts]} />
    </section>
  );
}
