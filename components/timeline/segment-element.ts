import type { SegmentPosition } from "@/components/runs/timeline-keys";

/** A drawn segment, or the crowd it shares its box with. */
export type BoxPosition = SegmentPosition & { first: number; last: number };

/** The button of a segment that an event happened on or in; null elsewhere. */
export function segmentElement(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-segment]") : null;
}

/** Whether an event happened in the popover. */
export function isInPopover(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-timeline-popover]") !== null;
}

/** Which segments a button stands for. */
export function positionOf({ dataset }: HTMLElement): BoxPosition {
  return {
    laneIndex: Number(dataset.segmentLane),
    index: Number(dataset.segment),
    first: Number(dataset.segmentFirst),
    last: Number(dataset.segmentLast),
  };
}

/** Gives the focus to the button of a segment, or to that of the crowd it is drawn in. */
export function focusSegment(root: HTMLElement | null, position: SegmentPosition): void {
  const drawn = root?.querySelectorAll<HTMLElement>(`[data-segment-lane="${position.laneIndex}"]`);
  const distance = (element: HTMLElement) => {
    const { first, last } = positionOf(element);
    return Math.max(0, first - position.index, position.index - last);
  };
  [...(drawn ?? [])].sort((a, b) => distance(a) - distance(b))[0]?.focus();
}
