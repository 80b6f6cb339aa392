/** `npm run check`: format, lint, types, unit and architecture tests; the quick look before a commit, under two minutes. */
import { ensureInstalled } from "./install.mjs";
import { codeFolders, runNode, tools } from "./project.mjs";

const steps = [
  { name: "格式", args: [tools.oxfmt, "--check", ...codeFolders] },
  { name: "静态检查", args: [tools.oxlint, "--type-aware", ...codeFolders] },
  { name: "类型", args: [tools.tsc, "-b"] },
  { name: "单元与架构测试", args: [tools.vitest, "run", "--project", "unit"] },
];

async function main() {
  if (!(await ensureInstalled())) return 3;
  const failed = [];
  for (const { name, args } of steps) {
    const started = performance.now();
    const code = await runNode(args);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${code === 0 ? "通过" : "未通过"}：${name}（${seconds} 秒）\n`);
    if (code !== 0) failed.push(name);
  }
  if (failed.length > 0) process.stderr.write(`未通过：${failed.join("、")}\n`);
  return failed.length > 0 ? 1 : 0;
}

process.exitCode = await main();
