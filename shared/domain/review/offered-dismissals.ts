/** A finding with the passage it stands in, as a digest of that passage and of what would go out of it. */
export interface PlacedFinding {
  readonly findingId: string;
  readonly type: string;
  readonly ruleId: string;
  readonly value: string;
  readonly passage: string;
  readonly dismissal?: { readonly note: string; readonly personName: string; readonly at: string };
}

/** An earlier 误报 with its reason, to be offered; somebody still has to answer the finding. */
export interface OfferedDismissal {
  readonly findingId: string;
  readonly note: string;
  readonly personName: string;
  readonly at: string;
}

/**
 * The newest dismissal of the same value by the same rule in the same passage. Only offered, never applied: the
 * finding stays open until the person whose turn it is answers it (review.md §4).
 */
export function offeredDismissals(
  now: readonly PlacedFinding[],
  before: readonly PlacedFinding[],
): readonly OfferedDismissal[] {
  return now.flatMap((finding) => {
    const newest = before
      .filter(
        (old) =>
          old.dismissal !== undefined &&
          old.type === finding.type &&
          old.ruleId === finding.ruleId &&
          old.value === finding.value &&
          old.passage === finding.passage,
      )
      .flatMap((old) => (old.dismissal ? [old.dismissal] : []))
      .toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
    return newest
      ? [{ findingId: finding.findingId, note: newest.note, personName: newest.personName, at: newest.at }]
      : [];
  });
}
