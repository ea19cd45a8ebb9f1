"use client";

import { type ReactNode, useState } from "react";
import { Button, type ButtonSize } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { FormResult } from "@/lib/services/access/form-result";

type OperateGateProps = {
  label: string;
  icon: ReactNode;
  /** Names the button among others of its kind, e.g. `Hold NIGHT`. */
  accessibleName: string;
  title: string;
  /** What will happen, to whom. */
  description: ReactNode;
  done: string;
  size?: ButtonSize;
  /** Asks for a comment, which is stored with the act. */
  asksComment?: boolean;
  action: (comment: string) => Promise<FormResult>;
};

/** A button of an operator whose act concerns runs: what will happen is said first. */
export function OperateGate(props: OperateGateProps) {
  const { label, icon, accessibleName, title, description, done, size = "md", action } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [comment, setComment] = useState("");
  return (
    <>
      <Button size={size} aria-label={accessibleName} onClick={() => setIsOpen(true)}>
        {icon}
        {label}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={(open) => {
          setIsOpen(open);
          if (!open) setComment("");
        }}
        title={title}
        description={description}
        confirmLabel={label}
        onConfirm={async () => {
          const result = await action(comment);
          if (!result.ok) return result.message;
          toast.success(done);
          return undefined;
        }}
      >
        {props.asksComment === true && (
          <Field label="Comment" optional>
            {(control) => (
              <Input
                {...control}
                value={comment}
                maxLength={1000}
                onChange={(event) => setComment(event.target.value)}
              />
            )}
          </Field>
        )}
      </ConfirmDialog>
    </>
  );
}
