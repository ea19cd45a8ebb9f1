type ExpressionProblemProps = {
  text: string;
  /** Counted from 1. */
  position: number;
};

const BEFORE = 24;
const AFTER = 30;

/** The part of an expression in which something is wrong, underlined; the sentence about it stands below. */
export function ExpressionProblem({ text, position }: ExpressionProblemProps) {
  const at = Math.min(Math.max(position - 1, 0), text.length);
  const wrong = /^(?:[\p{L}\p{N}_$.]+|[^\s\p{L}\p{N}_$'"()]+|.)/u.exec(text.slice(at))?.[0] ?? " ";
  const start = Math.max(0, at - BEFORE);
  const rest = text.slice(at + wrong.length);
  return (
    <div aria-hidden="true" className="truncate font-mono text-xs whitespace-pre text-ink-muted">
      {start > 0 && "…"}
      {text.slice(start, at)}
      <span className="font-semibold text-danger-text underline decoration-danger decoration-wavy underline-offset-4">
        {wrong}
      </span>
      {rest.slice(0, AFTER)}
      {rest.length > AFTER && "…"}
    </div>
  );
}
