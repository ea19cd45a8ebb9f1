"use client";

import { RadioGroup } from "radix-ui";
import { KindIcon } from "@/components/definitions/kind-icon";
import { KIND_WORDS } from "@/components/definitions/kind-words";
import { FieldError } from "@/components/ui/field";
import type { DefinitionKind } from "@/lib/domain/definition/definition";
import { WRITABLE_KINDS } from "@/lib/domain/definition/kind-parts";

type KindChoiceProps = {
  value: DefinitionKind;
  onValueChange: (kind: DefinitionKind) => void;
  /** Programs may be made on this instance. */
  areProgramsAllowed: boolean;
  error: string | undefined;
};

/** What a new definition does; it can't be changed later. */
export function KindChoice({ value, onValueChange, areProgramsAllowed, error }: KindChoiceProps) {
  return (
    <div className="mb-5">
      <RadioGroup.Root
        aria-label="Kind of definition"
        value={value}
        onValueChange={(next) => {
          const kind = WRITABLE_KINDS.find((known) => known === next);
          if (kind !== undefined) onValueChange(kind);
        }}
        className="grid grid-cols-1 gap-2 min-[360px]:grid-cols-2 xl:grid-cols-4"
      >
        {WRITABLE_KINDS.map((kind) => {
          const isOff = kind === "program" && !areProgramsAllowed;
          return (
            <RadioGroup.Item
              key={kind}
              value={kind}
              disabled={isOff}
              className="flex items-start gap-2.5 rounded-md border border-line bg-surface px-3 py-2.5 text-left hover:border-line-strong disabled:bg-sunken disabled:text-ink-muted data-[state=checked]:border-accent data-[state=checked]:shadow-[inset_0_0_0_1px_var(--accent)] data-[state=checked]:[&_svg]:text-accent-text [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-muted"
            >
              <KindIcon kind={kind} />
              <span className="min-w-0">
                <span className="block text-sm font-medium">{KIND_WORDS[kind].word}</span>
                <span className="block text-xs wrap-anywhere text-ink-muted">
                  {isOff
                    ? "Switched off on this instance (STELLWERK_ALLOW_PROGRAMS)"
                    : KIND_WORDS[kind].meaning}
                </span>
              </span>
            </RadioGroup.Item>
          );
        })}
      </RadioGroup.Root>
      <FieldError error={error} />
    </div>
  );
}
