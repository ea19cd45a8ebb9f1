import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { useCalledDefinitions } from "@/components/chains/use-called-definitions";
import { useChainEditor } from "@/components/chains/use-chain-editor";
import type { DefinitionDraft } from "@/components/definitions/definition-draft";
import { checkDraft } from "@/components/definitions/draft-check";
import { parametersOf } from "@/components/definitions/properties-input";
import { type SaveResult, useDraft } from "@/components/definitions/use-draft";
import { useNow } from "@/components/layout/now-provider";
import { checkScheduleDraft, type ScheduleDraft } from "@/components/schedules/schedule-draft";
import {
  checkEditedChain,
  type PlacedFinding,
  placeFinding,
} from "@/lib/domain/chain/editor/check-edited-chain";
import { type EditedChain, EMPTY_CHAIN } from "@/lib/domain/chain/editor/edited-chain";
import type { FieldProblems } from "@/lib/domain/definition/field-problems";
import { error } from "@/lib/domain/definition/finding";
import { problemSentence } from "@/lib/domain/definition/problem-sentence";

/** The definition and, while it is being created, its first schedule. */
export type WholeDraft = DefinitionDraft & { schedule: ScheduleDraft | null };

/** What of a definition is shown: the steps of a chain, everything else that is set, or all of it as JSON. */
export type FormView = "chain" | "form" | "json";

/** What the service calls the fields of the first schedule. */
export const SCHEDULE_PATH = "schedules.0.";

type DefinitionFormOptions = {
  initial: DefinitionDraft;
  save: (draft: WholeDraft) => Promise<SaveResult<{ id: string }>>;
};

/** A definition in the making: its draft, its chain in the editor, what is wrong with both, and which part is shown. */
export function useDefinitionForm({ initial, save }: DefinitionFormOptions) {
  const now = useNow(null);
  const [view, setView] = useState<FormView>(initial.kind === "chain" ? "chain" : "form");
  const [jsonProblem, setJsonProblem] = useState<string>();
  const state = useDraft<WholeDraft, { id: string }>({
    initial: { ...initial, schedule: null },
    check,
    save,
    hrefOf: ({ id }) => `/definitions/${id}`,
    onRefused,
  });
  const { draft, change, problems } = state;
  const onChainChange = useCallback((chain: EditedChain) => change({ chain }), [change]);
  const editor = useChainEditor(initial.chain, onChainChange);
  const called = useCalledDefinitions(draft.kind === "chain" ? draft.chain : EMPTY_CHAIN);
  const declared = draft.parameters;
  const parameters = useMemo(() => parametersOf({ parameters: declared }), [declared]);
  const checkedChain = useDeferredValue(draft.chain);
  const { kind, name } = draft;
  const findings = useMemo(
    () =>
      kind === "chain"
        ? withRefusals(
            // Nobody has done anything wrong before there is a step.
            checkedChain.steps.length === 0
              ? []
              : checkEditedChain({ chain: checkedChain, name: name.trim(), parameters, called }),
            { chain: checkedChain, problems },
          )
        : [],
    [kind, checkedChain, name, parameters, called, problems],
  );

  function check(whole: WholeDraft): FieldProblems {
    if (view === "json" && jsonProblem !== undefined) return { json: jsonProblem };
    const schedule = whole.schedule === null ? {} : checkScheduleDraft(whole.schedule, now);
    const ofSchedule = Object.entries(schedule).map(([field, problem]) => [
      SCHEDULE_PATH + field,
      problem,
    ]);
    return { ...checkDraft(whole), ...chainProblems(whole), ...Object.fromEntries(ofSchedule) };
  }

  function chainProblems({ kind: of, chain, name: own }: WholeDraft): FieldProblems {
    if (of !== "chain") return {};
    const found = checkEditedChain({ chain, name: own.trim(), parameters, called });
    const errors = found.filter(({ severity }) => severity === "error");
    return Object.fromEntries(
      errors.map(({ path, message }) => [path, problemSentence(message)] as const),
    );
  }

  /** Shows the part of the form in which the first problem stands. */
  function onRefused(found: FieldProblems) {
    if (view === "json") return;
    const paths = Object.keys(found);
    const wrong = paths.find((path) => path === "chain" || path.startsWith("chain."));
    if (wrong !== undefined) {
      setView("chain");
      const { key } = placeFinding(draft.chain, error(wrong, ""));
      editor.edit({ type: "select", key });
    } else if (view === "chain" && paths.every((path) => IN_CHAIN_VIEW.includes(path))) {
      editor.edit({ type: "select", key: null });
    } else if (!paths.every((path) => path.startsWith(SCHEDULE_PATH))) setView("form");
  }

  return {
    ...state,
    view,
    show: (next: FormView) => {
      setView(next);
      setJsonProblem(undefined);
    },
    jsonProblem,
    setJsonProblem,
    editor,
    called,
    parameters,
    findings,
    /** Takes over fields that were written elsewhere, the chain among them as one edit. */
    replaceFields: ({ chain, ...patch }: Partial<DefinitionDraft>) => {
      change(patch);
      if (chain !== undefined) editor.edit({ type: "replace", chain });
    },
  };
}

const IN_CHAIN_VIEW: readonly string[] = ["name", "description"];

/** What the service refused beside what was found here. */
function withRefusals(
  findings: readonly PlacedFinding[],
  { chain, problems }: { chain: EditedChain; problems: FieldProblems },
): PlacedFinding[] {
  const known = new Set(findings.map(({ path }) => path));
  const refused = Object.entries(problems).filter(
    ([path]) => (path === "chain" || path.startsWith("chain.")) && !known.has(path),
  );
  return [
    ...refused.map(([path, message]) => placeFinding(chain, error(path, predicateOf(message)))),
    ...findings,
  ];
}

/** A sentence about a field as it follows the name of the field. */
function predicateOf(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/\.$/, "");
}
