import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { dataFolder } from "../../adapters/data-folder.ts";
import { openCore } from "../../adapters/open-core.ts";
import { serve } from "./serve.ts";
import { untilStopped } from "./stop-signals.ts";

function readOptions(): { demo: boolean; data: string | undefined; port: number; open: boolean } | undefined {
  try {
    const { values } = parseArgs({
      options: {
        demo: { type: "boolean", default: false },
        data: { type: "string" },
        port: { type: "string", default: "0" },
        "no-open": { type: "boolean", default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return undefined;
    return { demo: values.demo, data: values.data, port, open: !values["no-open"] };
  } catch {
    return undefined;
  }
}

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    process.stderr.write("用法：web-host [--demo] [--data 目录] [--port 端口] [--no-open]\n");
    return 2;
  }
  const stopAsked = untilStopped(process);
  const folder = dataFolder(options);
  let told = false;
  const progress = () => {
    if (!told) process.stdout.write("正在生成演示单位，第一次约需一分钟……\n");
    told = true;
  };
  const { core } = await openCore(folder, { demo: options.demo, progress });
  const rendererFolder = join(dirname(fileURLToPath(import.meta.url)), "..", "renderer");
  await serve({ core, stopAsked, rendererFolder, port: options.port, openBrowser: options.open });
  return 0;
}

process.exitCode = await main();
