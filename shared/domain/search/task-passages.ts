import { parseWorkPoints } from "../ledger/parse-work-points.ts";
import { namesUnits } from "../ledger/task-note.ts";

/** A passage that gives a task to units, as a search by unit or section finds it (domain/search.md §2). */
export interface TaskPassage {
  readonly text: string;
  /** 「五(十三)」: part and section by their Chinese numerals. */
  readonly section: string;
  readonly units: readonly string[];
}

/** Papers that give tasks have some ten thousand characters; what is longer is a list or a book. */
const LONGEST = 200_000;

/** The passages of a paper that names who is responsible for each; none where a paper names nobody. */
export function taskPassages(text: string): readonly TaskPassage[] {
  if (text.length > LONGEST || !namesUnits(text)) return [];
  const parsed = parseWorkPoints(text);
  return parsed.ok
    ? parsed.value.tasks.map((task) => ({ text: task.text, section: task.section, units: task.units }))
    : [];
}

/** What a search asks of single passages: any of the units, any of the sections. Empty lists ask nothing. */
export interface PassageFilters {
  readonly units: readonly string[];
  readonly sections: readonly string[];
}

const bare = (section: string): string => section.normalize("NFKC").replaceAll(/\s+/gu, "");

/** 「五」 means all of part five, 「五(十三)」 the section alone. */
export function isInSection(section: string, wanted: string): boolean {
  const whole = bare(section);
  const asked = bare(wanted);
  return whole === asked || whole.startsWith(`${asked}(`);
}

/** Whether a passage meets every filter: one of the units and one of the sections, where any are asked for. */
export function passesFilters(
  passage: TaskPassage,
  { units, sections }: PassageFilters,
  isUnit = (name: string, wanted: string): boolean => name.includes(wanted),
): boolean {
  return (
    (units.length === 0 || units.some((wanted) => passage.units.some((unit) => isUnit(unit, wanted)))) &&
    (sections.length === 0 || sections.some((wanted) => isInSection(passage.section, wanted)))
  );
}
