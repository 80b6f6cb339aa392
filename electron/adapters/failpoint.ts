/**
 * A test aid: `DISCLOSURE_FAILPOINT=name:n` kills this process with SIGKILL at the n-th time the named step is
 * reached, as a power cut would. Without the variable there is nothing.
 */
export function failpointFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): ((name: string) => void) | undefined {
  const wanted = /^([a-z-]+)(?::([1-9]\d{0,5}))?$/u.exec(environment.DISCLOSURE_FAILPOINT ?? "");
  if (!wanted) return undefined;
  let left = Number(wanted[2] ?? 1);
  return (name) => {
    if (name !== wanted[1]) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, "SIGKILL");
  };
}
