import { InstantText } from "@/components/runs/instant-text";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { MessageView } from "@/lib/domain/native-api/message-resource";
import { formatCount } from "@/lib/format/format-number";
import { RunLink } from "../../gates/_components/gate-runs";
import { ReplyButtons } from "./reply-buttons";

type MessageTableProps = { messages: readonly MessageView[]; mayReply: boolean };

/** Operator messages with their replies, or with what may be replied. */
export function MessageTable({ messages, mayReply }: MessageTableProps) {
  return (
    <Table caption={formatCount(messages.length, "message")} density="comfortable">
      <thead>
        <tr>
          <Th>Asked</Th>
          <Th>Run</Th>
          <Th>Message</Th>
          <Th>Reply</Th>
        </tr>
      </thead>
      <tbody>
        {messages.map((message) => (
          <Tr key={message.id}>
            <Td mono className="align-top">
              <InstantText at={new Date(message.createdAt)} />
            </Td>
            <Td mono className="align-top">
              <RunLink run={message} />
              <span className="block font-sans text-ink-muted">{message.definition}</span>
            </Td>
            <Td className="min-w-60 align-top whitespace-pre-wrap wrap-anywhere">{message.text}</Td>
            <Td className="min-w-56 align-top">
              <Reply message={message} mayReply={mayReply} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Reply({ message, mayReply }: { message: MessageView; mayReply: boolean }) {
  const { state, reply, repliedBy, repliedAt, replies } = message;
  if (state === "open" && mayReply) return <ReplyButtons message={message} />;
  if (state === "open") {
    return <span className="text-ink-muted">waits for an operator: {replies.join(", ")}</span>;
  }
  if (state === "withdrawn") {
    return <span className="text-ink-muted">withdrawn: its run no longer waits for it</span>;
  }
  return (
    <>
      <span className="font-medium">{reply}</span>
      <span className="block text-xs text-ink-muted">
        by {repliedBy} <InstantText at={repliedAt === null ? null : new Date(repliedAt)} />
      </span>
    </>
  );
}
