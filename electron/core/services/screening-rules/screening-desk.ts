import type { DepartmentRuleSet } from "../../../../shared/domain/screening/department-rule-set.ts";
import type { DocumentDesk } from "../work.ts";

/** The desk as services use it: whatever it screens, it screens by the rules in force. */
export function deskUnderRules(desk: DocumentDesk, department: DepartmentRuleSet): DocumentDesk {
  if (department.version === 0) return desk;
  return {
    ...desk,
    screenText: (text) => desk.screenText(text, department),
    readFile: (bytes, fileName, watch) => desk.readFile(bytes, fileName, watch, department),
    releaseFile: (bytes, fileName, withheld, pictures) =>
      desk.releaseFile(bytes, fileName, withheld, pictures, department),
    proveFile: (bytes, fileName, withheld, leaving) =>
      desk.proveFile(bytes, fileName, withheld, leaving, department),
    extractFile: (bytes, fileName, chosen, withheld) =>
      desk.extractFile(bytes, fileName, chosen, withheld, department),
    desensitiseFile: (bytes, fileName, preset, choices) =>
      desk.desensitiseFile(bytes, fileName, preset, choices, department),
  };
}
