import type { ReactNode } from "react";
import { BrandMark } from "@/components/layout/brand-mark";

export default function EntryLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 pt-[14vh] pb-8">
      <div className="w-full max-w-sm">
        <div className="mb-5 flex items-center gap-2.5 text-lg font-semibold">
          <BrandMark className="size-7" />
          Stellwerk
        </div>
        <div className="rounded-lg border border-line bg-surface p-5">{children}</div>
      </div>
    </main>
  );
}
