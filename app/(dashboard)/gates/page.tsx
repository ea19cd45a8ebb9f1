import { redirect } from "next/navigation";

export default function GatesPage(): never {
  redirect("/gates/queues");
}
