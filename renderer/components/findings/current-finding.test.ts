import { expect, it } from "vitest";

import { holdCurrentFinding } from "./current-finding.ts";

it("tells the mark that was current and the one that is, and no other", () => {
  const holder = holdCurrentFinding();
  const heard: string[] = [];
  const leave = ["a", "b", "c"].map((id) => holder.listen(id, () => heard.push(id)));
  holder.set("a");
  expect(heard).toEqual(["a"]);
  holder.set("b");
  expect(heard).toEqual(["a", "a", "b"]);
  holder.set("b");
  expect(heard).toHaveLength(3);
  leave[1]?.();
  holder.set(undefined);
  expect(heard).toHaveLength(3);
  expect(holder.get()).toBeUndefined();
});
