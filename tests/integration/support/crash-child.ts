import { openDepartment, passphrase, plainDocument, proactiveMetadata } from "./department.ts";

/**
 * Runs acts on a prepared department and reports each acknowledged one on standard output, until it is killed at a
 * named step. Arguments: folder, act ("autosave" | "import" | "decide" | "release"), JSON facts, failpoint name, hit number.
 */
const [folder = "", act = "", factsText = "{}", step = "", hits = "1"] = process.argv.slice(2);
const facts = JSON.parse(factsText) as { itemId: string; reviewId: string; digest: string; now: string };
let armed = false;
let seen = 0;
const department = await openDepartment({
  folder,
  now: facts.now,
  core: {
    failpoint: (name) => {
      if (!armed || name !== step) return;
      seen += 1;
      if (seen >= Number(hits)) process.kill(process.pid, "SIGKILL");
    },
  },
});
const acknowledge = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);

if (act === "autosave") {
  const item = await department.as("linxiaotong", "openItem", { itemId: facts.itemId });
  armed = true;
  let draftSeq = item.draftSeq;
  for (let n = 0; n < 50; n += 1) {
    const text = `第${n}次自动保存`;
    const saved = await department.as("linxiaotong", "saveDraft", {
      itemId: facts.itemId,
      draftSeq,
      document: plainDocument(text),
      metadata: proactiveMetadata("自动保存的事项"),
    });
    draftSeq = saved.draftSeq;
    acknowledge({ draftSeq, text });
  }
} else if (act === "import") {
  await department.connection("hejing");
  armed = true;
  for (let n = 1; n <= 6; n += 1) {
    const tasks = Array.from(
      { length: n * 10 },
      (_, at) => `${(at % 90) + 1}. 公开第${at}项。（责任单位：物业监管科、住房保障科）`,
    );
    const text = [`${2030 + n}年政务公开工作要点`, "一、深化公开", ...tasks].join("\n\n");
    acknowledge(
      await department.as("hejing", "importLedger", {
        fileName: "要点.md",
        bytes: new TextEncoder().encode(text),
      }),
    );
  }
} else if (act === "decide") {
  await department.connection("zhaoliqun");
  armed = true;
  const done = await department.as("zhaoliqun", "decideStage", {
    reviewId: facts.reviewId,
    stage: "unitHeadReview",
    digest: facts.digest,
    decision: "agree",
  });
  acknowledge({ nextStage: done.nextStage });
} else {
  await department.connection("hejing");
  armed = true;
  const done = await department.as("hejing", "release", {
    reviewId: facts.reviewId,
    digest: facts.digest,
    passphrase,
  });
  acknowledge(done);
}
await department.close();
