import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { StateChip } from "@/components/runs/state-chip";
import { type RunState, STATE_MEANING } from "@/lib/domain/run/run-state";
import { cn } from "@/lib/format/cn";

export type StateVocabulary = "state" | "backgroundJob" | "schedulingApi";

type RunStateBadgeProps = {
  state: RunState;
  /** Which words are shown; those of the other vocabularies are given in `words`. */
  vocabulary?: StateVocabulary;
  words?: { backgroundJob?: string; schedulingApi?: string };
  size?: "sm" | "md" | "lg";
  /** Draws a frame, for the head of a page. */
  framed?: boolean;
  className?: string;
};

const TEXT = { sm: "text-xs gap-1.5", md: "text-sm gap-1.5", lg: "text-base gap-2 font-medium" };

/** Icon, word and colour of a state; the meaning of the state on hover. */
export function RunStateBadge(props: RunStateBadgeProps) {
  const { state, vocabulary = "state", words, size = "md", framed = false, className } = props;
  const { word, tone } = RUN_STATE_APPEARANCE[state];
  const shown = vocabulary === "state" ? word : (words?.[vocabulary] ?? word);
  return (
    <span
      data-tone={tone}
      data-state={state}
      title={shown === word ? STATE_MEANING[state] : `${word}: ${STATE_MEANING[state]}`}
      className={cn(
        "inline-flex max-w-full items-center whitespace-nowrap text-tone-ink",
        TEXT[size],
        framed && "rounded-md border border-tone bg-surface py-0.5 pr-2.5 pl-1",
        className,
      )}
    >
      <StateChip state={state} size={size} />
      <span className="truncate">{shown}</span>
    </span>
  );
}
