import { CopyButton } from "@/components/ui/copy-button";
import { cn } from "@/lib/format/cn";

type CodeBlockProps = {
  code: string;
  /** What the text is: "Answer body". Names the block and its copy button. */
  label: string;
  wrap?: boolean;
  maxHeight?: string;
  className?: string;
};

/** Preformatted text that scrolls by itself and can be copied. */
export function CodeBlock({
  code,
  label,
  wrap = false,
  maxHeight = "24rem",
  className,
}: CodeBlockProps) {
  return (
    <figure className={cn("relative min-w-0 rounded-md border border-line bg-sunken", className)}>
      <figcaption className="flex h-8 items-center justify-between border-b border-line pr-1 pl-3 text-xs text-ink-muted">
        {label}
        <CopyButton text={code} label={`Copy: ${label}`} />
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        tabIndex={0}
        style={{ maxHeight }}
        className={cn(
          "overflow-auto p-3 font-mono text-xs leading-5",
          wrap && "wrap-anywhere whitespace-pre-wrap",
        )}
      >
        {code}
      </pre>
    </figure>
  );
}
