"use client";

import type { ChainEditing } from "@/components/chains/chain-editing";
import { HandlerDetails } from "@/components/chains/handler-details";
import { ACTION_WORDS, fallbackWords, TRIGGER_WORDS } from "@/components/chains/handler-words";
import { Select } from "@/components/ui/select";
import {
  type EditedHandler,
  type EditedStep,
  newHandler,
} from "@/lib/domain/chain/editor/edited-chain";
import { fallbackOf, withHandler } from "@/lib/domain/chain/editor/handler-lookup";
import {
  HANDLER_ACTIONS,
  HANDLER_TRIGGERS,
  type HandlerTrigger,
} from "@/lib/domain/chain/status-handler";

type HandlerTableProps = Pick<ChainEditing, "chain" | "problems"> & {
  /** Null: the handlers of the chain. */
  step: EditedStep | null;
  handlers: readonly EditedHandler[];
  onHandlersChange: (handlers: EditedHandler[]) => void;
};

/** What follows the end of a step: one row for each trigger, so that none can be given twice. */
export function HandlerTable(props: HandlerTableProps) {
  const { chain, problems, step, handlers, onHandlersChange } = props;
  return (
    <table className="w-full border-collapse text-sm">
      <caption className="sr-only">
        {step === null ? "Handlers of the chain" : `Handlers of ${step.name}`}
      </caption>
      <thead className="text-left text-xs text-ink-muted">
        <tr>
          <th scope="col" className="w-24 pb-1 font-medium">
            On
          </th>
          <th scope="col" className="pb-1 font-medium">
            Action
          </th>
        </tr>
      </thead>
      <tbody>
        {HANDLER_TRIGGERS.map((on) => (
          <tr key={on} className="border-t border-line align-top">
            <th scope="row" title={TRIGGER_WORDS[on]} className="py-2 pr-2 text-left font-normal">
              {on}
            </th>
            <td className="py-1">
              <HandlerCell
                on={on}
                chain={chain}
                step={step}
                index={handlers.findIndex((handler) => handler.on === on)}
                handlers={handlers}
                problems={problems}
                onHandlerChange={(next) => onHandlersChange(withHandler(handlers, on, next))}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type HandlerCellProps = Pick<HandlerTableProps, "chain" | "problems" | "step" | "handlers"> & {
  on: HandlerTrigger;
  /** Of the handler among those of its level; -1 where there is none. */
  index: number;
  onHandlerChange: (handler: EditedHandler | null) => void;
};

function HandlerCell(props: HandlerCellProps) {
  const { on, chain, step, handlers, index, problems, onHandlerChange } = props;
  const handler = handlers[index];
  const path = `handlers.${index}`;
  return (
    <div className="grid gap-1.5">
      <Select
        aria-label={`Action on ${on}`}
        aria-invalid={problems.error(`${path}.on`) === undefined ? undefined : true}
        options={[
          { value: "none", label: "–", description: "No handler here" },
          ...actionsFor(step).map((action) => ({ value: action, ...ACTION_WORDS[action] })),
        ]}
        value={handler?.action ?? "none"}
        onValueChange={(next) => {
          const action = HANDLER_ACTIONS.find((known) => known === next);
          if (action === undefined) return onHandlerChange(null);
          onHandlerChange({ ...(handler ?? firstHandler(on, chain, step)), action });
        }}
      />
      {handler === undefined ? (
        <p className="text-xs text-ink-muted">{fallbackWords(fallbackOf(chain, step, on), on)}</p>
      ) : (
        <HandlerDetails
          handler={handler}
          chain={chain}
          problems={problems}
          path={path}
          onHandlerChange={onHandlerChange}
        />
      )}
    </div>
  );
}

/** The chain's own handlers have no handlers of the chain to ignore. */
function actionsFor(step: EditedStep | null) {
  return HANDLER_ACTIONS.filter((action) => step !== null || action !== "IgnoreChainDefault");
}

/** A Goto leads to the next step at first, in the last one to the first. */
function firstHandler(
  on: HandlerTrigger,
  { steps }: ChainEditing["chain"],
  step: EditedStep | null,
): EditedHandler {
  const index = steps.findIndex(({ key }) => key === step?.key);
  const target = steps[index + 1] ?? steps[0];
  return { ...newHandler(on, "Continue"), step: target?.name ?? "" };
}
