import { spawn } from "node:child_process";

/** The system's own way to open an address in the person's browser; never through a shell that could read the address as a command. */
function browserCommand(platform: string, address: string): readonly [string, readonly string[]] {
  if (platform === "win32") return ["rundll32", ["url.dll,FileProtocolHandler", address]];
  if (platform === "darwin") return ["open", [address]];
  return ["xdg-open", [address]];
}

/** Opens the browser; a machine without one is no error, the address was printed. */
export function openBrowser(address: string): void {
  const [command, args] = browserCommand(process.platform, address);
  const child = spawn(command, args, { stdio: "ignore", detached: true, windowsHide: true });
  child.on("error", () => process.stdout.write("没有找到浏览器，请手工打开上面的地址。\n"));
  child.unref();
}
