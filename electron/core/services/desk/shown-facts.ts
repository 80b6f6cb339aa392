import type { SearchHit } from "../../../../shared/contract/desk.ts";
import type { ResultGroup } from "../../../../shared/domain/search/result-group.ts";

/** What a hit is counted and filtered by, in the words that are shown; one object for all hits of the same. */
export interface ShownFacts {
  readonly kind: SearchHit["kind"];
  readonly group: ResultGroup;
  readonly unit: string | undefined;
  readonly year: string;
  readonly state: string | undefined;
  readonly property: string | undefined;
  readonly form: string | undefined;
  /** The 文种 that a title ends with, of a letter too. */
  readonly ending: string | undefined;
  readonly validity: string | undefined;
  readonly origin: string | undefined;
  /** 文种 is filtered by the name of the kind too: 政策文件. */
  readonly itemKind: string | undefined;
  /** The units that its passages name as responsible. */
  readonly responsible: readonly string[];
}
