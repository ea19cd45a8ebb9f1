import { InstantText } from "@/components/runs/instant-text";
import { Card } from "@/components/ui/card";
import type { RunDetail, RunQuestion } from "@/lib/domain/run/run-item";
import { toDate } from "../../_lib/run-view";
import { ReplyButtons } from "../../messages/_components/reply-buttons";

type RunQuestionCardProps = { run: RunDetail; question: RunQuestion; canOperate: boolean };

/** What a run asks, with the replies it takes. */
export function RunQuestionCard({ run, question, canOperate }: RunQuestionCardProps) {
  const { message, text, replies, askedAt } = question;
  const { jobName, jobCount } = run;
  return (
    <Card
      title="Waits for a reply"
      description={
        <>
          Asked at <InstantText at={toDate(askedAt)} /> UTC
        </>
      }
    >
      <p className="mb-3 text-sm whitespace-pre-wrap wrap-anywhere">{text}</p>
      {canOperate ? (
        <ReplyButtons message={{ id: message, text, replies, jobName, jobCount }} />
      ) : (
        <p className="text-sm text-ink-muted">
          An operator can reply{replies.length === 0 ? "" : `: ${replies.join(", ")}`}.
        </p>
      )}
    </Card>
  );
}
