import { Columns2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Stands where the steps will be, until there is one. */
export function FirstStep({ onAdd }: { onAdd: () => void }) {
  return (
    <EmptyState
      icon={<Columns2 />}
      title="Begin with a step"
      description="Steps run one after another, from left to right. The calls of a step run at the same time, each of them another definition: put what may run together into one step, and what needs its results into the next."
      action={
        <Button variant="primary" onClick={onAdd}>
          Add the first step
        </Button>
      }
      className="flex-1 justify-center py-6"
    />
  );
}
