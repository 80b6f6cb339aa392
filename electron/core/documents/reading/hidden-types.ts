import {
  hiddenFindingTypes,
  type HiddenFindingType,
} from "../../../../shared/domain/screening/finding-types.ts";

/** The kinds of hidden data a file can carry; one list for text engine, readers and screen. */
export type HiddenType = HiddenFindingType;
export const hiddenTypes = Object.keys(hiddenFindingTypes) as readonly HiddenType[];
