"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { MessageView } from "@/lib/domain/native-api/message-resource";
import { replyAction } from "../actions";

type ReplyButtonsProps = {
  message: Pick<MessageView, "id" | "jobName" | "jobCount" | "text" | "replies">;
};

/** The replies a message allows, or a field for any; a reply cannot be taken back, so it is asked about. */
export function ReplyButtons({ message }: ReplyButtonsProps) {
  const { id, jobName, jobCount, text, replies } = message;
  const [chosen, setChosen] = useState<string>();
  const run = `${jobName} / ${jobCount}`;
  return (
    <>
      {replies.length === 0 ? (
        <FreeReply label={`Reply to ${run}`} onReply={setChosen} />
      ) : (
        <div className="flex flex-wrap gap-1.5">
          {replies.map((reply) => (
            <Button
              key={reply}
              size="sm"
              aria-label={`Reply ${reply} to ${run}`}
              onClick={() => setChosen(reply)}
            >
              {reply}
            </Button>
          ))}
        </div>
      )}
      <ConfirmDialog
        open={chosen !== undefined}
        onOpenChange={(open) => !open && setChosen(undefined)}
        title={`Reply “${chosen ?? ""}”?`}
        description={
          <>
            <span className="block text-ink">{text}</span>
            {run} goes on accordingly. A reply cannot be taken back.
          </>
        }
        confirmLabel="Reply"
        onConfirm={async () => {
          const result = await replyAction(id, chosen ?? "");
          if (!result.ok) return result.message;
          toast.success(`${run} has its reply`);
          return undefined;
        }}
      />
    </>
  );
}

function FreeReply({ label, onReply }: { label: string; onReply: (reply: string) => void }) {
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") onReply(text);
  };
  return (
    <form onSubmit={submit} className="flex gap-1.5">
      <Input
        aria-label={label}
        value={text}
        maxLength={1000}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={text.trim() === ""}>
        Reply
      </Button>
    </form>
  );
}
