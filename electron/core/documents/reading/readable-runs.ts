/** Runs of at least six characters that read as UTF-16LE or GBK text in binary data. */
export function readableRuns(bytes: Uint8Array): readonly string[] {
  const wide = new TextDecoder("utf-16le").decode(bytes.subarray(0, bytes.length & ~1));
  const runs = [...wide.matchAll(/[\p{Script=Han}\u0020-\u007e\u3000-\u303f\uff00-\uff5e]{6,}/gu)].map(
    (match) => match[0],
  );
  const narrow = new TextDecoder("gbk").decode(bytes);
  runs.push(
    ...[...narrow.matchAll(/[\p{Script=Han}\u0020-\u007e\u3000-\u303f\uff00-\uff5e]{6,}/gu)].map(
      (match) => match[0],
    ),
  );
  return runs.filter((run) => /[\p{Script=Han}\d]{2}/u.test(run)).slice(0, 2_000);
}
