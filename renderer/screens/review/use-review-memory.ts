import { useEffect, useState } from "react";

import { call, type CallOutput } from "../../core-client/core-client.ts";

export type ReviewMemory = CallOutput<"reviews.memory">;

/** What was decided before about the same words; a review without it is shown whole and bright. */
export function useReviewMemory(reviewId: string): ReviewMemory | undefined {
  const [known, setKnown] = useState<{ readonly reviewId: string; readonly memory: ReviewMemory }>();
  useEffect(() => {
    let left = false;
    const read = async (): Promise<void> => {
      const answer = await call("reviews.memory", { reviewId });
      if (!left && answer.ok) setKnown({ reviewId, memory: answer.value });
    };
    void read();
    return () => {
      left = true;
    };
  }, [reviewId]);
  return known?.reviewId === reviewId ? known.memory : undefined;
}

/** Blocks an earlier review covered, drawn pale; none where nothing was reviewed before. */
export function paleBlocks(memory: ReviewMemory | undefined): ReadonlySet<number> {
  const seen = memory?.blocks.some((block) => block.earlier !== undefined) ?? false;
  return new Set(
    seen
      ? (memory?.blocks ?? []).filter((block) => block.earlier !== undefined).map((block) => block.position)
      : [],
  );
}
